using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Consensus;

/// <summary>Proof that a value was prepared in a round, so that it may have been decided there.</summary>
/// <param name="Round">The round.</param>
/// <param name="Digest">The digest of the value.</param>
/// <param name="Value">The value.</param>
/// <param name="Prepares">A quorum of prepares of this round and digest.</param>
public sealed record PreparedCertificate(
    Round Round, Hash32 Digest, ByteString Value, Sequence<SignedQbftMessage> Prepares)
{
    public static SszContainer<PreparedCertificate> Ssz { get; } = SszContainer.Of<PreparedCertificate>()
        .Field("round", Round.Ssz, static x => x.Round)
        .Field("digest", SszTypes.Hash32, static x => x.Digest)
        .Field("value", QbftValue.Ssz, static x => x.Value)
        .Field(
            "prepares",
            SszTypes.List(SignedQbftMessage.Ssz, QbftLimits.ParticipantsMax),
            static x => x.Prepares)
        .Build(static v => new(
            v.Take<Round>(), v.Take<Hash32>(), v.Take<ByteString>(), v.Take<Sequence<SignedQbftMessage>>()));
}
