using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// A fork's four bytes (consensus-specs <c>Version</c>). The default value is four zero bytes and valid.
/// </summary>
public readonly record struct ForkVersion(uint BigEndian)
{
    public static SszType<ForkVersion> Ssz { get; } =
        SszTypes.ByteVector(sizeof(uint)).As(
            static b => FromBytes(b.AsSpan()), static v => new ByteString(v.ToBytes()));

    /// <summary>Reads four bytes in hexadecimal.</summary>
    /// <exception cref="FormatException">It is not four bytes.</exception>
    public static ForkVersion Parse(string hex) => FromBytes(Hex.ParseFixed(hex, sizeof(uint)));

    /// <summary>The four bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(uint)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, BigEndian);
        return bytes;
    }

    public override string ToString() => Hex.Format(ToBytes());

    private static ForkVersion FromBytes(ReadOnlySpan<byte> bytes) =>
        new(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes));
}
