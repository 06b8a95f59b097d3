using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>A type that serialises, hashes and prints as another one.</summary>
internal sealed class SszMapped<TInner, T>(
    SszType<TInner> inner,
    Func<TInner, T> wrap,
    Func<T, TInner> unwrap,
    Func<TInner, bool> isValid) : SszType<T>
    where TInner : notnull
    where T : notnull
{
    public override int? FixedSize => inner.FixedSize;

    internal override bool IsBasic => inner.IsBasic;

    public override int SizeOf(T value) => inner.SizeOf(unwrap(value));

    public override void Write(T value, Span<byte> destination) => inner.Write(unwrap(value), destination);

    public override bool TryRead(ReadOnlySpan<byte> source, [MaybeNullWhen(false)] out T value)
    {
        if (inner.TryRead(source, out TInner? read) && isValid(read))
        {
            value = wrap(read);
            return true;
        }

        value = default;
        return false;
    }

    public override Hash32 HashTreeRoot(T value) => inner.HashTreeRoot(unwrap(value));

    public override void WriteJson(Utf8JsonWriter writer, T value) => inner.WriteJson(writer, unwrap(value));

    public override T ReadJson(JsonElement element)
    {
        TInner read = inner.ReadJson(element);
        return isValid(read) ? wrap(read) : throw new FormatException($"{element} is no {typeof(T).Name}.");
    }
}
