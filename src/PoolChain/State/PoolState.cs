using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>A pool on the chain.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Serving">Who holds its key and may sign; none until the key is generated.</param>
/// <param name="Ceremony">The attempt under way.</param>
/// <param name="Settling">The activated attempt that made the serving tenure, until the next one is
/// activated.</param>
/// <param name="LastFailure">The latest attempt that failed, which lifts its fences for good.</param>
/// <param name="Stake">The lock that its key stands on; none while it waits for one.</param>
/// <param name="Absences">What members said of each other's absence, by epoch, oldest first.</param>
public sealed record PoolState(
    PoolDefinition Definition,
    Optional<Tenure> Serving,
    Optional<CeremonyState> Ceremony,
    Optional<SettlingState> Settling,
    Optional<FailedAttempt> LastFailure,
    Optional<PoolStake> Stake,
    Sequence<AbsenceTally> Absences)
{
    public static SszContainer<PoolState> Ssz { get; } = SszContainer.Of<PoolState>()
        .Field("definition", PoolDefinition.Ssz, static x => x.Definition)
        .Field("serving", SszTypes.Optional(Tenure.Ssz), static x => x.Serving)
        .Field("ceremony", SszTypes.Optional(CeremonyState.Ssz), static x => x.Ceremony)
        .Field("settling", SszTypes.Optional(SettlingState.Ssz), static x => x.Settling)
        .Field("last_failure", SszTypes.Optional(FailedAttempt.Ssz), static x => x.LastFailure)
        .Field("stake", SszTypes.Optional(PoolStake.Ssz), static x => x.Stake)
        .Field(
            "absences", SszTypes.List(AbsenceTally.Ssz, AbsenceTally.KeptMax), static x => x.Absences)
        .BuildRemembering(static v => new(
            v.Take<PoolDefinition>(),
            v.Take<Optional<Tenure>>(),
            v.Take<Optional<CeremonyState>>(),
            v.Take<Optional<SettlingState>>(),
            v.Take<Optional<FailedAttempt>>(),
            v.Take<Optional<PoolStake>>(),
            v.Take<Sequence<AbsenceTally>>()));

    /// <summary>A pool in which nothing has happened yet.</summary>
    public static PoolState Of(PoolDefinition definition) =>
        new(definition, default, default, default, default, default, []);

    /// <summary>
    /// This pool with a lock under its key; what the lock's owner says of credentials holds.
    /// </summary>
    internal PoolState On(uint number, StakeLock item, AccountOwner owner) => this with
    {
        Definition = Definition with { WithdrawalCredentials = owner.WithdrawalCredentials },
        Stake = new(new PoolStake(number, item.Key, default, default, IsOver: false)),
    };

    /// <summary>True when its key is retired: it is drawn no more.</summary>
    public bool IsOver => Stake.TryGet(out PoolStake? stake) && stake.IsOver;

    /// <summary>
    /// Who signs a slot: the serving committee from its boundary on, the outgoing one before.
    /// </summary>
    public Optional<Tenure> TenureFor(Slot slot)
    {
        if (!Serving.TryGet(out Tenure? serving) || slot >= serving.Boundary)
        {
            return Serving;
        }

        return Settling.TryGet(out SettlingState? settling) ? settling.Outgoing : default;
    }

    /// <summary>The pool's public key, once generated; it never changes.</summary>
    public G1Bytes? GroupKey => Serving.TryGet(out Tenure? tenure) ? tenure.Sharing.GroupKey : null;
}

/// <summary>A committee's hold of a pool's key.</summary>
/// <param name="Term">The term that it was drawn for.</param>
/// <param name="Attempt">The root of the attempt that made its shares; names the tenure.</param>
/// <param name="Sharing">The public side of its shares.</param>
/// <param name="Boundary">B: the first slot that it signs.</param>
public sealed record Tenure(Term Term, Hash32 Attempt, PublicSharing Sharing, Slot Boundary)
{
    public static SszContainer<Tenure> Ssz { get; } = SszContainer.Of<Tenure>()
        .Field("term", SszTypes.Term, static x => x.Term)
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Field("sharing", PublicSharing.Ssz, static x => x.Sharing)
        .Field("boundary", SszTypes.Slot, static x => x.Boundary)
        .BuildRemembering(
            static v => new(v.Take<Term>(), v.Take<Hash32>(), v.Take<PublicSharing>(), v.Take<Slot>()));
}

/// <summary>An attempt that failed.</summary>
public sealed record FailedAttempt(Hash32 Attempt, AttemptFailure Reason)
{
    public static SszContainer<FailedAttempt> Ssz { get; } = SszContainer.Of<FailedAttempt>()
        .Field("attempt", SszTypes.Hash32, static x => x.Attempt)
        .Field(
            "reason", SszTypes.Uint8.As(static v => (AttemptFailure)v, static r => (ulong)r), static x =>
                x.Reason)
        .Build(static v => new(v.Take<Hash32>(), v.Take<AttemptFailure>()));
}

/// <summary>Why an attempt failed. The numbers are frozen.</summary>
public enum AttemptFailure
{
    /// <summary>Fewer dealings than needed were undisputed when the window closed.</summary>
    TooFewDealings = 1,

    /// <summary>A combined commitment was infinity.</summary>
    DegenerateDealings = 2,

    /// <summary>Fewer than t members revealed their public shares in time.</summary>
    TooFewReveals = 3,

    /// <summary>No quorum of the recipients confirmed in time.</summary>
    TooFewConfirmations = 4,

    /// <summary>Too few old members fenced in time.</summary>
    TooFewFences = 5,

    /// <summary>The next term was drawn before the attempt was over.</summary>
    Superseded = 6,
}
