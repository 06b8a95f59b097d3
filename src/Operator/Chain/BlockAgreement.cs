using System.Collections.Immutable;
using TrustlessPools.Consensus;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>The consensus on the block of a height, from one operator's seat.</summary>
/// <param name="Height">The height.</param>
/// <param name="Qbft">The consensus.</param>
/// <param name="Timer">When the current round's timer runs out; none once decided.</param>
/// <param name="ProposedRound">The last round for which an own proposal was made.</param>
/// <param name="SentAt">When own messages were sent last.</param>
/// <param name="Bodies">Operations by the root that headers commit to.</param>
/// <param name="Unjudged">Proposed headers that cannot be judged yet, by their digests.</param>
/// <param name="Valid">What the chain would be after a valid proposal, by its digest.</param>
public sealed record BlockAgreement(
    Height Height,
    QbftState Qbft,
    Optional<RunningTimer> Timer,
    Round ProposedRound,
    Instant SentAt,
    ImmutableSortedDictionary<Hash32, BlockBody> Bodies,
    ImmutableSortedDictionary<Hash32, ByteString> Unjudged,
    ImmutableSortedDictionary<Hash32, ChainHead> Valid)
{
    /// <summary>
    /// The most bodies that leaders may bring before their proposals, so that none of them fills the memory.
    /// </summary>
    public const int BodiesMax = 8;
}

/// <summary>A round's timer.</summary>
public sealed record RunningTimer(Round Round, Instant At);
