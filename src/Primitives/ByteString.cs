namespace TrustlessPools.Primitives;

/// <summary>Immutable bytes that equal others with the same content. Not for secrets.</summary>
/// <remarks>The default value is no bytes and valid.</remarks>
public readonly struct ByteString : IEquatable<ByteString>
{
    private readonly byte[]? _bytes;

    /// <summary>Takes over an array that nobody else changes.</summary>
    public ByteString(byte[] bytes) => _bytes = bytes;

    /// <summary>Copies a span.</summary>
    public ByteString(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>No bytes.</summary>
    public static ByteString Empty => default;

    public int Length => _bytes?.Length ?? 0;

    public byte this[int index] => AsSpan()[index];

    /// <summary>The bytes without a copy.</summary>
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    /// <summary>The bytes in an array of their own.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    public bool Equals(ByteString other) => AsSpan().SequenceEqual(other.AsSpan());

    public override bool Equals(object? obj) => obj is ByteString other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(AsSpan());
        return hash.ToHashCode();
    }

    public static bool operator ==(ByteString left, ByteString right) => left.Equals(right);

    public static bool operator !=(ByteString left, ByteString right) => !left.Equals(right);

    public override string ToString() => Hex.Format(AsSpan());
}
