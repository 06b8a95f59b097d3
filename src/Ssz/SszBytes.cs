using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>Bytes of one length.</summary>
internal sealed class SszByteVector(int length) : SszType<ByteString>
{
    public override int? FixedSize => length;

    public override int SizeOf(ByteString value) => length;

    public override void Write(ByteString value, Span<byte> destination)
    {
        Invariant.Holds(value.Length == length, $"A vector of {length} bytes has that length.");
        value.AsSpan().CopyTo(destination);
    }

    public override bool TryRead(ReadOnlySpan<byte> source, out ByteString value)
    {
        value = source.Length == length ? new(source) : default;
        return source.Length == length;
    }

    public override Hash32 HashTreeRoot(ByteString value)
    {
        Invariant.Holds(value.Length == length, $"A vector of {length} bytes has that length.");
        return Chunks.RootOfBytes(value.AsSpan(), limit: Chunks.Of(length));
    }

    public override void WriteJson(Utf8JsonWriter writer, ByteString value) =>
        writer.WriteStringValue(Hex.Format(value.AsSpan()));

    public override ByteString ReadJson(JsonElement element)
    {
        byte[] bytes = Chunks.ReadHex(element);
        return bytes.Length == length
            ? new(bytes)
            : throw new FormatException($"Expected {length} bytes, found {bytes.Length}.");
    }
}

/// <summary>Bytes up to a limit.</summary>
internal sealed class SszByteList(int limit) : SszType<ByteString>
{
    public override int? FixedSize => null;

    public override int SizeOf(ByteString value) => value.Length;

    public override void Write(ByteString value, Span<byte> destination)
    {
        Invariant.Holds(value.Length <= limit, $"A list of bytes stays within its limit of {limit}.");
        value.AsSpan().CopyTo(destination);
    }

    public override bool TryRead(ReadOnlySpan<byte> source, out ByteString value)
    {
        value = source.Length <= limit ? new(source) : default;
        return source.Length <= limit;
    }

    public override Hash32 HashTreeRoot(ByteString value) =>
        Merkle.MixIn(Chunks.RootOfBytes(value.AsSpan(), Chunks.Of(limit)), (ulong)value.Length);

    public override void WriteJson(Utf8JsonWriter writer, ByteString value) =>
        writer.WriteStringValue(Hex.Format(value.AsSpan()));

    public override ByteString ReadJson(JsonElement element)
    {
        byte[] bytes = Chunks.ReadHex(element);
        return bytes.Length <= limit
            ? new(bytes)
            : throw new FormatException($"Expected at most {limit} bytes, found {bytes.Length}.");
    }
}
