using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>
/// 48 bytes as received: a compressed point of G1 (a public key, a commitment) that nobody checked yet.
/// </summary>
/// <remarks>
/// <see cref="G1Point.TryDecode"/> checks them. The default value is 48 zero bytes, which decode to no point.
/// </remarks>
public readonly record struct G1Bytes : IComparable<G1Bytes>
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 48;

    private static readonly byte[] Zeros = new byte[Size];

    private readonly ByteString _bytes;

    /// <summary>Takes exactly 48 bytes.</summary>
    public G1Bytes(ByteString bytes)
    {
        Invariant.Holds(bytes.Length == Size, "A compressed point of G1 has 48 bytes.");
        _bytes = bytes;
    }

    /// <summary>48 bytes; the JSON is <c>0x</c> and 96 digits.</summary>
    public static SszType<G1Bytes> Ssz { get; } =
        SszTypes.ByteVector(Size).As(static b => new G1Bytes(b), static p => new ByteString(p.AsSpan()));

    /// <summary>Reads hexadecimal.</summary>
    /// <exception cref="FormatException">It is not 48 bytes.</exception>
    public static G1Bytes Parse(string hex) => new(new ByteString(Hex.ParseFixed(hex, Size)));

    /// <summary>The 48 bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _bytes.Length == 0 ? Zeros : _bytes.AsSpan();

    public bool Equals(G1Bytes other) => AsSpan().SequenceEqual(other.AsSpan());

    public override int GetHashCode() =>
        HashCode.Combine(AsSpan()[8], AsSpan()[16], AsSpan()[24], AsSpan()[32]);

    public int CompareTo(G1Bytes other) => AsSpan().SequenceCompareTo(other.AsSpan());

    public static bool operator <(G1Bytes left, G1Bytes right) => left.CompareTo(right) < 0;

    public static bool operator >(G1Bytes left, G1Bytes right) => left.CompareTo(right) > 0;

    public static bool operator <=(G1Bytes left, G1Bytes right) => left.CompareTo(right) <= 0;

    public static bool operator >=(G1Bytes left, G1Bytes right) => left.CompareTo(right) >= 0;

    /// <summary>The first bytes, for people to tell keys apart.</summary>
    public string ToShortString() => Hex.Format(AsSpan()[..4]);

    public override string ToString() => Hex.Format(AsSpan());
}
