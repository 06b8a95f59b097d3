using System.Collections.Immutable;
using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Operator.Chain;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Duties;

/// <summary>A duty under way, from one member's seat.</summary>
/// <param name="Id">Which duty.</param>
/// <param name="Tenure">The committee.</param>
/// <param name="Qbft">The consensus on what is signed; none for a deposit, whose content follows from the
/// chain.</param>
/// <param name="Timer">When the current round's timer runs out.</param>
/// <param name="Unjudged">Proposed values that cannot be judged yet, by their digests.</param>
/// <param name="Vote">The attestation that was decided.</param>
/// <param name="SigningRoot">What members sign, once it is known.</param>
/// <param name="Partials">Partial signatures by member, with what they are over.</param>
/// <param name="IsDone">True once the committee's signature came together here.</param>
/// <param name="SentAt">When own messages were sent last.</param>
public sealed record DutyState(
    DutyId Id,
    Tenure Tenure,
    QbftState? Qbft,
    Optional<RunningTimer> Timer,
    ImmutableSortedDictionary<Hash32, ByteString> Unjudged,
    AttestationData? Vote,
    Optional<Hash32> SigningRoot,
    ImmutableSortedDictionary<OperatorId, Partial> Partials,
    bool IsDone,
    Instant SentAt)
{
    internal static DutyState Begin(DutyId id, Tenure tenure, Instant now) => new(
        id,
        tenure,
        null,
        default,
        ImmutableSortedDictionary<Hash32, ByteString>.Empty,
        null,
        default,
        ImmutableSortedDictionary<OperatorId, Partial>.Empty,
        IsDone: false,
        now);

    internal IEnumerable<OperatorId> Members => Tenure.Sharing.Members.Select(static m => m.Member);
}

/// <summary>A member's partial signature.</summary>
/// <param name="SigningRoot">What it is over, by the member's word.</param>
/// <param name="Signature">The signature; unchecked until signatures are combined.</param>
public sealed record Partial(Hash32 SigningRoot, G2Bytes Signature);
