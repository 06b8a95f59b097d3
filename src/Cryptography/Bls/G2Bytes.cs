using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>96 bytes as received: a compressed point of G2 (a signature) that nobody checked yet.</summary>
/// <remarks>
/// <see cref="G2Point.TryDecode"/> checks them. The default value is 96 zero bytes, no point.
/// </remarks>
public readonly record struct G2Bytes
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 96;

    private static readonly byte[] Zeros = new byte[Size];

    private readonly ByteString _bytes;

    /// <summary>Takes exactly 96 bytes.</summary>
    public G2Bytes(ByteString bytes)
    {
        Invariant.Holds(bytes.Length == Size, "A compressed point of G2 has 96 bytes.");
        _bytes = bytes;
    }

    /// <summary>96 bytes; the JSON is <c>0x</c> and 192 digits.</summary>
    public static SszType<G2Bytes> Ssz { get; } =
        SszTypes.ByteVector(Size).As(static b => new G2Bytes(b), static p => new ByteString(p.AsSpan()));

    /// <summary>Reads hexadecimal.</summary>
    /// <exception cref="FormatException">It is not 96 bytes.</exception>
    public static G2Bytes Parse(string hex) => new(new ByteString(Hex.ParseFixed(hex, Size)));

    /// <summary>The 96 bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _bytes.Length == 0 ? Zeros : _bytes.AsSpan();

    public bool Equals(G2Bytes other) => AsSpan().SequenceEqual(other.AsSpan());

    public override int GetHashCode() =>
        HashCode.Combine(AsSpan()[8], AsSpan()[16], AsSpan()[24], AsSpan()[32]);

    public override string ToString() => Hex.Format(AsSpan());
}
