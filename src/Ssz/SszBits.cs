using System.Numerics;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>A number of bits that the type fixes.</summary>
internal sealed class SszBitvector(int length) : SszType<BitString>
{
    private readonly int _size = (length + 7) / 8;

    public override int? FixedSize => _size;

    public override int SizeOf(BitString value) => _size;

    public override void Write(BitString value, Span<byte> destination)
    {
        Invariant.Holds(value.Length == length, $"A vector of {length} bits has that length.");
        value.AsSpan().CopyTo(destination);
    }

    public override bool TryRead(ReadOnlySpan<byte> source, out BitString value) =>
        BitString.TryFrom(source, length, out value);

    public override Hash32 HashTreeRoot(BitString value)
    {
        Invariant.Holds(value.Length == length, $"A vector of {length} bits has that length.");
        return Chunks.RootOfBytes(value.AsSpan(), Chunks.Of(_size));
    }

    public override void WriteJson(Utf8JsonWriter writer, BitString value) =>
        writer.WriteStringValue(Hex.Format(Serialize(value)));

    public override BitString ReadJson(JsonElement element) =>
        TryRead(Chunks.ReadHex(element), out BitString value)
        ? value
        : throw new FormatException($"{element} is no vector of {length} bits.");
}

/// <summary>Bits up to a limit, ended by a bit that marks the length.</summary>
internal sealed class SszBitlist(int limit) : SszType<BitString>
{
    public override int? FixedSize => null;

    public override int SizeOf(BitString value) => (value.Length / 8) + 1;

    public override void Write(BitString value, Span<byte> destination)
    {
        Invariant.Holds(value.Length <= limit, $"A list of bits stays within its limit of {limit}.");
        destination.Clear();
        value.AsSpan().CopyTo(destination);
        destination[value.Length / 8] |= (byte)(1 << (value.Length % 8));
    }

    public override bool TryRead(ReadOnlySpan<byte> source, out BitString value)
    {
        value = default;
        if (source.IsEmpty || source[^1] == 0)
        {
            return false;
        }

        int delimiter = BitOperations.Log2(source[^1]);
        long length = (8L * (source.Length - 1)) + delimiter;
        if (length > limit)
        {
            return false;
        }

        byte[] bits = source.ToArray();
        bits[^1] ^= (byte)(1 << delimiter);
        return BitString.TryFrom(bits.AsSpan(0, ((int)length + 7) / 8), (int)length, out value);
    }

    public override Hash32 HashTreeRoot(BitString value) =>
        Merkle.MixIn(Chunks.RootOfBytes(value.AsSpan(), Chunks.Of((limit + 7L) / 8)), (ulong)value.Length);

    public override void WriteJson(Utf8JsonWriter writer, BitString value) =>
        writer.WriteStringValue(Hex.Format(Serialize(value)));

    public override BitString ReadJson(JsonElement element) =>
        TryRead(Chunks.ReadHex(element), out BitString value)
        ? value
        : throw new FormatException($"{element} is no list of at most {limit} bits.");
}
