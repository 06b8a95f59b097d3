using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>
/// A small container that is hashed as the vector of its bytes, so that two or three chunks hold all its
/// fields.
/// </summary>
/// <remarks>
/// Bytes and JSON are those of the container. Its fields have no proofs of their own; who proves an element
/// shows all of it.
/// </remarks>
internal sealed class SszPacked<T> : SszType<T>
    where T : notnull
{
    private const int SizeMax = 1024;

    private readonly SszType<T> _inner;
    private readonly int _size;

    internal SszPacked(SszType<T> inner)
    {
        _inner = inner;
        _size = inner.FixedSize
            ?? throw new ArgumentException("Only values of one length are packed.", nameof(inner));
        Invariant.Holds(_size <= SizeMax, "What is packed is small.");
    }

    public override int? FixedSize => _size;

    public override int SizeOf(T value) => _size;

    public override void Write(T value, Span<byte> destination) => _inner.Write(value, destination);

    public override bool TryRead(ReadOnlySpan<byte> source, [MaybeNullWhen(false)] out T value) =>
        _inner.TryRead(source, out value);

    public override Hash32 HashTreeRoot(T value)
    {
        Span<byte> bytes = stackalloc byte[SizeMax];
        _inner.Write(value, bytes[.._size]);
        return Chunks.RootOfBytes(bytes[.._size], Chunks.Of(_size));
    }

    public override void WriteJson(Utf8JsonWriter writer, T value) => _inner.WriteJson(writer, value);

    public override T ReadJson(JsonElement element) => _inner.ReadJson(element);
}
