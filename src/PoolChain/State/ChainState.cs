using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>All that the pool chain has agreed on. Its hash tree root is in every block's header.</summary>
/// <param name="Height">Of the block that led to this state.</param>
/// <param name="Tick">Of that block.</param>
/// <param name="Term">The term that the tick falls into by the schedule.</param>
/// <param name="Operators">All that ever were, in ascending order.</param>
/// <param name="Voters">Who votes on the next block, in ascending order; changes only when a term
/// begins.</param>
/// <param name="Draw">The draw that comes next.</param>
/// <param name="Beacon">What is known of the beacon chain.</param>
/// <param name="Pools">In ascending order.</param>
/// <param name="Faults">The latest faults, oldest first.</param>
/// <param name="Money">All money, and whose it is.</param>
/// <param name="Replacement">Seats that are being filled in mid-term.</param>
/// <param name="Reports">The latest epoch reports, oldest first, for who can contradict one.</param>
public sealed record ChainState(
    Height Height,
    Tick Tick,
    Term Term,
    Sequence<OperatorEntry> Operators,
    Sequence<Voter> Voters,
    NextDraw Draw,
    BeaconView Beacon,
    Sequence<PoolState> Pools,
    Sequence<Fault> Faults,
    MoneyState Money,
    Optional<FrozenReplacement> Replacement,
    Sequence<KeptReport> Reports)
{
    /// <summary>How many faults the state keeps.</summary>
    public const int FaultsMax = 1024;

    public static SszContainer<ChainState> Ssz { get; } = SszContainer.Of<ChainState>()
        .Field("height", SszTypes.Height, static x => x.Height)
        .Field("tick", SszTypes.Tick, static x => x.Tick)
        .Field("term", SszTypes.Term, static x => x.Term)
        .Field(
            "operators", SszTypes.List(OperatorEntry.Ssz, NetworkGenesis.OperatorsMax), static x =>
                x.Operators)
        .Field("voters", Voter.ListSsz, static x => x.Voters)
        .Field("draw", NextDraw.Ssz, static x => x.Draw)
        .Field("beacon", BeaconView.Ssz, static x => x.Beacon)
        .Field("pools", SszTypes.List(PoolState.Ssz, NetworkGenesis.PoolsMax), static x => x.Pools)
        .Field("faults", SszTypes.List(Fault.Ssz, FaultsMax), static x => x.Faults)
        .Field("money", MoneyState.Ssz, static x => x.Money)
        .Field("replacement", SszTypes.Optional(FrozenReplacement.Ssz), static x => x.Replacement)
        .Field("reports", SszTypes.List(KeptReport.Ssz, KeptReport.KeptMax), static x => x.Reports)
        .Build(static v => new(
            v.Take<Height>(),
            v.Take<Tick>(),
            v.Take<Term>(),
            v.Take<Sequence<OperatorEntry>>(),
            v.Take<Sequence<Voter>>(),
            v.Take<NextDraw>(),
            v.Take<BeaconView>(),
            v.Take<Sequence<PoolState>>(),
            v.Take<Sequence<Fault>>(),
            v.Take<MoneyState>(),
            v.Take<Optional<FrozenReplacement>>(),
            v.Take<Sequence<KeptReport>>()));

    /// <summary>The state before the first block.</summary>
    public static ChainState From(NetworkGenesis genesis)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        return new(
            default,
            default,
            default,
            genesis.Operators.Map(static r =>
                OperatorEntry.Of(r, default, MoneyOpening.AccountOf(r.Id))),
            genesis.Operators.Map(static r => new Voter(r.Id, r.Identity.IdentityKey)),
            NextDraw.For(default, default),
            new BeaconView(default, default, genesis.Parameters.GenesisValidatorsRoot, []),
            genesis.Pools.Map(PoolState.Of),
            [],
            MoneyOpening.Of(genesis),
            default,
            []);
    }

    /// <summary>An operator's entry, or null for a number that nobody has.</summary>
    public OperatorEntry? OperatorOf(OperatorId id) =>
        id.Value >= 1 && id.Value <= Operators.Count ? Operators[(int)id.Value - 1] : null;

    /// <summary>A pool's state, or null for a number that no pool has.</summary>
    public PoolState? PoolOf(PoolId id)
    {
        foreach (PoolState pool in Pools.AsSpan())
        {
            if (pool.Definition.Id == id)
            {
                return pool;
            }
        }

        return null;
    }

    /// <summary>This state with an operator's conduct exchanged.</summary>
    internal ChainState With(OperatorId id, ConductRecord conduct) =>
        this with { Operators = Operators.Map(o => o.Id == id ? o with { Conduct = conduct } : o) };

    /// <summary>This state with one pool's state exchanged.</summary>
    public ChainState With(PoolState pool) =>
        this with { Pools = Pools.Map(p => p.Definition.Id == pool.Definition.Id ? pool : p) };

    /// <summary>This state with a fault more; the oldest are forgotten.</summary>
    public ChainState With(Fault fault)
    {
        Sequence<Fault> faults = Faults.Add(fault);
        return this with
        {
            Faults = faults.Count > FaultsMax ? faults.Skip(faults.Count - FaultsMax).ToSequence() : faults,
        };
    }
}

/// <summary>An operator on the chain.</summary>
/// <param name="Record">Who it is.</param>
/// <param name="Joined">The term in which it was registered.</param>
/// <param name="Leaving">The last term that it is drawn for, once it has asked to leave.</param>
/// <param name="Account">Its account, which its identity key owns.</param>
/// <param name="Conduct">What it missed of late, and what that has cost it.</param>
public sealed record OperatorEntry(
    OperatorRecord Record, Term Joined, Optional<Term> Leaving, AccountId Account, ConductRecord Conduct)
{
    public static SszContainer<OperatorEntry> Ssz { get; } = SszContainer.Of<OperatorEntry>()
        .Field("record", OperatorRecord.Ssz, static x => x.Record)
        .Field("joined", SszTypes.Term, static x => x.Joined)
        .Field("leaving", SszTypes.Optional(SszTypes.Term), static x => x.Leaving)
        .Field("account", LedgerTypes.AccountId, static x => x.Account)
        .Field("conduct", ConductRecord.Ssz, static x => x.Conduct)
        .BuildRemembering(static v => new(
            v.Take<OperatorRecord>(),
            v.Take<Term>(),
            v.Take<Optional<Term>>(),
            v.Take<AccountId>(),
            v.Take<ConductRecord>()));

    /// <summary>An operator that joins.</summary>
    public static OperatorEntry Of(OperatorRecord record, Term joined, AccountId account) =>
        new(record, joined, default, account, ConductRecord.JoinedIn(default));

    /// <summary>The operator's number.</summary>
    public OperatorId Id => Record.Id;
}

/// <summary>One who votes on blocks.</summary>
public sealed record Voter(OperatorId Id, G1Bytes IdentityKey)
{
    public static SszContainer<Voter> Ssz { get; } = SszContainer.Of<Voter>()
        .Field("id", SszTypes.OperatorId, static x => x.Id)
        .Field("identity_key", G1Bytes.Ssz, static x => x.IdentityKey)
        .BuildRemembering(static v => new(v.Take<OperatorId>(), v.Take<G1Bytes>()));

    /// <summary>A list of voters; its root is what headers commit to.</summary>
    public static SszType<Sequence<Voter>> ListSsz { get; } = SszTypes.List(Ssz, NetworkGenesis.OperatorsMax);
}

/// <summary>What operators certified of the beacon chain.</summary>
/// <param name="Checkpoint">The latest finalized epoch that was reported.</param>
/// <param name="Root">Its block root.</param>
/// <param name="GenesisValidatorsRoot">Pinned by the genesis or by the first report.</param>
/// <param name="Pools">The pools' validators at that checkpoint.</param>
public sealed record BeaconView(
    Optional<Epoch> Checkpoint,
    Hash32 Root,
    Optional<Hash32> GenesisValidatorsRoot,
    Sequence<PoolReport> Pools)
{
    public static SszContainer<BeaconView> Ssz { get; } = SszContainer.Of<BeaconView>()
        .Field("checkpoint", SszTypes.Optional(SszTypes.Epoch), static x => x.Checkpoint)
        .Field("root", SszTypes.Hash32, static x => x.Root)
        .Field(
            "genesis_validators_root", SszTypes.Optional(SszTypes.Hash32), static x =>
                x.GenesisValidatorsRoot)
        .Field("pools", SszTypes.List(PoolReport.Ssz, NetworkGenesis.PoolsMax), static x => x.Pools)
        .Build(static v => new(
            v.Take<Optional<Epoch>>(),
            v.Take<Hash32>(),
            v.Take<Optional<Hash32>>(),
            v.Take<Sequence<PoolReport>>()));
}
