using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Operator.Chain;
using TrustlessPools.Operator.Duties;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>
/// An operator: all that it knows. Immutable; <see cref="OperatorMachine"/> makes the next one.
/// </summary>
/// <param name="Now">When the latest input came.</param>
/// <param name="LastTick">The latest tick that has been attended to.</param>
/// <param name="Head">The end of the pool chain as far as it is final here.</param>
/// <param name="HeadSince">When it became so.</param>
/// <param name="Agreement">The consensus on the next block; none for who does not vote.</param>
/// <param name="Mempool">Operations that wait for a block.</param>
/// <param name="Offered">What people have asked this operator to post.</param>
/// <param name="Statements">The latest statement of each operator about the beacon chain.</param>
/// <param name="PeerHeights">How far each peer's chain goes, by its own word.</param>
/// <param name="BlocksAskedAt">When blocks were asked for last.</param>
/// <param name="Vault">The secrets.</param>
/// <param name="Fences">Promises not to sign past a boundary, by the tenure that they bind. Durable.</param>
/// <param name="Histories">What was signed, by validator key. Durable before a signature leaves.</param>
/// <param name="Beacon">What the own beacon node says.</param>
/// <param name="Duties">Duties under way.</param>
/// <param name="Deposits">Deposits that committees have signed, by pool and stage.</param>
/// <param name="Absences">Who took no part in duties that were done, as this operator saw it.</param>
/// <param name="Leaving">The term after which the owner wants to leave.</param>
/// <param name="Refusals">How many inputs were refused, by reason.</param>
public sealed record OperatorState(
    Instant Now,
    Optional<Tick> LastTick,
    ChainHead Head,
    Instant HeadSince,
    BlockAgreement? Agreement,
    Mempool Mempool,
    OfferedOperations Offered,
    ImmutableSortedDictionary<OperatorId, SignedStatement> Statements,
    ImmutableSortedDictionary<OperatorId, Height> PeerHeights,
    Instant BlocksAskedAt,
    Vault Vault,
    ImmutableSortedDictionary<Hash32, PoolFence> Fences,
    ImmutableSortedDictionary<G1Bytes, SigningHistory> Histories,
    BeaconSight Beacon,
    ImmutableSortedDictionary<DutyId, DutyState> Duties,
    ImmutableSortedDictionary<(PoolId Pool, ulong Stage), DepositData> Deposits,
    ImmutableSortedDictionary<(PoolId Pool, Epoch Epoch), Sequence<OperatorId>> Absences,
    Optional<Term> Leaving,
    ImmutableSortedDictionary<string, long> Refusals)
{
    /// <summary>The chain's state at the head.</summary>
    public ChainState Chain => Head.State;

    internal static OperatorState At(ChainHead head) => new(
        default,
        default,
        head,
        default,
        null,
        Mempool.Empty,
        OfferedOperations.None,
        ImmutableSortedDictionary<OperatorId, SignedStatement>.Empty,
        ImmutableSortedDictionary<OperatorId, Height>.Empty,
        default,
        Vault.Empty,
        ImmutableSortedDictionary<Hash32, PoolFence>.Empty,
        ImmutableSortedDictionary<G1Bytes, SigningHistory>.Empty,
        BeaconSight.Blind,
        ImmutableSortedDictionary<DutyId, DutyState>.Empty,
        ImmutableSortedDictionary<(PoolId, ulong), DepositData>.Empty,
        ImmutableSortedDictionary<(PoolId, Epoch), Sequence<OperatorId>>.Empty,
        default,
        ImmutableSortedDictionary<string, long>.Empty.WithComparers(StringComparer.Ordinal));
}

/// <summary>The next state and what is to be done, writes first.</summary>
public sealed record OperatorTransition(OperatorState State, IReadOnlyList<OperatorEffect> Effects);
