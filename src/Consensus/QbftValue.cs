using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>
/// What is agreed on: bytes that only the host understands, 1 to <see cref="QbftLimits.ValueBytesMax"/>.
/// </summary>
public static class QbftValue
{
    /// <summary>The schema of a value; the empty list stands for no value.</summary>
    public static SszType<ByteString> Ssz { get; } = SszTypes.ByteList(QbftLimits.ValueBytesMax);

    /// <summary>The digest by which messages name a value: its hash tree root as a list of bytes.</summary>
    /// <remarks>
    /// A tree and not one hash, so that a part of a decided value, such as the header of a block, can be
    /// proved against the commits with a Merkle branch and without the rest.
    /// </remarks>
    public static Hash32 DigestOf(ByteString value) => Ssz.HashTreeRoot(value);
}
