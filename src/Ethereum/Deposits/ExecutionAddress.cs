using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Deposits;

/// <summary>
/// An account or contract of the execution layer, 20 bytes. The default value is the zero address and valid.
/// </summary>
public readonly record struct ExecutionAddress
{
    /// <summary>The length in bytes.</summary>
    public const int Size = 20;

    private static readonly byte[] Zeros = new byte[Size];

    private readonly ByteString _bytes;

    /// <summary>Takes exactly 20 bytes.</summary>
    public ExecutionAddress(ByteString bytes)
    {
        Invariant.Holds(bytes.Length == Size, "An execution address has 20 bytes.");
        _bytes = bytes;
    }

    /// <summary>20 bytes; the JSON is <c>0x</c> and 40 digits.</summary>
    public static SszType<ExecutionAddress> Ssz { get; } = SszTypes.ByteVector(Size).As(
        static b => new ExecutionAddress(b), static a => new ByteString(a.AsSpan()));

    /// <summary>
    /// Reads hexadecimal in either case; the EIP-55 checksum in the case of letters is not judged.
    /// </summary>
    /// <exception cref="FormatException">It is not 20 bytes.</exception>
    public static ExecutionAddress Parse(string hex) => new(new ByteString(Hex.ParseFixed(hex, Size)));

    /// <summary>The 20 bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _bytes.Length == 0 ? Zeros : _bytes.AsSpan();

    public bool Equals(ExecutionAddress other) => AsSpan().SequenceEqual(other.AsSpan());

    public override int GetHashCode() => new ByteString(AsSpan()).GetHashCode();

    public override string ToString() => Hex.Format(AsSpan());
}
