using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>A little-endian unsigned number of 1, 2, 4 or 8 bytes.</summary>
internal sealed class SszUint(int size) : SszType<ulong>
{
    private readonly ulong _max = size == 8 ? ulong.MaxValue : (1UL << (8 * size)) - 1;

    public override int? FixedSize => size;

    internal override bool IsBasic => true;

    public override int SizeOf(ulong value) => size;

    public override void Write(ulong value, Span<byte> destination)
    {
        Invariant.Holds(value <= _max, $"A number of {size} bytes is in its range.");
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(word, value);
        word[..size].CopyTo(destination);
    }

    public override bool TryRead(ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        if (source.Length != size)
        {
            return false;
        }

        Span<byte> word = stackalloc byte[sizeof(ulong)];
        word.Clear();
        source.CopyTo(word);
        value = BinaryPrimitives.ReadUInt64LittleEndian(word);
        return true;
    }

    public override Hash32 HashTreeRoot(ulong value)
    {
        Span<byte> chunk = stackalloc byte[Merkle.ChunkSize];
        chunk.Clear();
        Write(value, chunk);
        return new(chunk);
    }

    public override void WriteJson(Utf8JsonWriter writer, ulong value) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));

    public override ulong ReadJson(JsonElement element)
    {
        // Amounts are decimal strings in the Beacon API; some of its tools also write plain numbers.
        string? text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            && value <= _max
            ? value
            : throw new FormatException($"{element} is no unsigned number of {8 * size} bits.");
    }
}

/// <summary>One byte: 0 or 1.</summary>
internal sealed class SszBoolean : SszType<bool>
{
    public override int? FixedSize => 1;

    internal override bool IsBasic => true;

    public override int SizeOf(bool value) => 1;

    public override void Write(bool value, Span<byte> destination) =>
        destination[0] = value ? (byte)1 : (byte)0;

    public override bool TryRead(ReadOnlySpan<byte> source, out bool value)
    {
        value = source.Length == 1 && source[0] == 1;
        return source.Length == 1 && source[0] <= 1;
    }

    public override Hash32 HashTreeRoot(bool value) => SszTypes.Uint8.HashTreeRoot(value ? 1UL : 0UL);

    public override void WriteJson(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    public override bool ReadJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"{element} is neither true nor false."),
    };
}
