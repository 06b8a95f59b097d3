using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>The steps of an attempt, in order. The numbers are frozen.</summary>
public enum CeremonyStep
{
    /// <summary>Dealers deal.</summary>
    Dealing = 0,

    /// <summary>Recipients dispute wrong shares, or say that there are none.</summary>
    Dispute = 1,

    /// <summary>Members of a generated key reveal their public shares.</summary>
    Reveal = 2,

    /// <summary>Recipients prove that they hold their shares.</summary>
    Confirmation = 3,

    /// <summary>Old members promise to stop at the boundary.</summary>
    Fence = 4,
}

/// <summary>The public side of an attempt under way.</summary>
/// <param name="Context">What its participants agree on.</param>
/// <param name="Keys">The recipients' encryption keys of all attempts of this term.</param>
/// <param name="Boundary">B of a hand-over: the first slot of the new committee, the first of an epoch. 0 for
/// a new key.</param>
/// <param name="Deadline">The last tick in which it can be activated.</param>
/// <param name="Step">Where it stands.</param>
/// <param name="Window">How long the step has been open, and to whom.</param>
/// <param name="Dealings">In chain order, those disqualified included.</param>
/// <param name="Disputants">Recipients that have spoken in the dispute, in chain order.</param>
/// <param name="Revealed">Verified public shares, in chain order.</param>
/// <param name="Outcome">The public side of the new shares, once it is known.</param>
/// <param name="Confirmed">Recipients that have confirmed, in chain order.</param>
/// <param name="Fenced">Old members that have fenced, in chain order.</param>
public sealed record CeremonyState(
    CeremonyContext Context,
    Sequence<PostedKeys> Keys,
    Slot Boundary,
    Tick Deadline,
    CeremonyStep Step,
    StepWindow Window,
    Sequence<PostedDealing> Dealings,
    Sequence<OperatorId> Disputants,
    Sequence<PublicShare> Revealed,
    Optional<PublicSharing> Outcome,
    Sequence<OperatorId> Confirmed,
    Sequence<OperatorId> Fenced)
{
    public static SszContainer<CeremonyState> Ssz { get; } = SszContainer.Of<CeremonyState>()
        .Field("context", CeremonyContext.Ssz, static x => x.Context)
        .Field("keys", SszTypes.List(PostedKeys.Ssz, PublicSharing.MembersMax), static x => x.Keys)
        .Field("boundary", SszTypes.Slot, static x => x.Boundary)
        .Field("deadline", SszTypes.Tick, static x => x.Deadline)
        .Field(
            "step", SszTypes.Uint8.As(static v => (CeremonyStep)v, static s => (ulong)s), static x => x.Step)
        .Field("window", StepWindow.Ssz, static x => x.Window)
        .Field("dealings", PostedDealing.ListSsz, static x => x.Dealings)
        .Field("disputants", StepWindow.MembersSsz, static x => x.Disputants)
        .Field("revealed", SszTypes.List(PublicShare.Ssz, PublicSharing.MembersMax), static x => x.Revealed)
        .Field("outcome", SszTypes.Optional(PublicSharing.Ssz), static x => x.Outcome)
        .Field("confirmed", StepWindow.MembersSsz, static x => x.Confirmed)
        .Field("fenced", StepWindow.MembersSsz, static x => x.Fenced)
        .Build(static v => new(
            v.Take<CeremonyContext>(),
            v.Take<Sequence<PostedKeys>>(),
            v.Take<Slot>(),
            v.Take<Tick>(),
            v.Take<CeremonyStep>(),
            v.Take<StepWindow>(),
            v.Take<Sequence<PostedDealing>>(),
            v.Take<Sequence<OperatorId>>(),
            v.Take<Sequence<PublicShare>>(),
            v.Take<Optional<PublicSharing>>(),
            v.Take<Sequence<OperatorId>>(),
            v.Take<Sequence<OperatorId>>()));

    /// <summary>An attempt in which nobody has spoken yet.</summary>
    public static CeremonyState Begin(
        CeremonyContext context, Sequence<PostedKeys> keys, Slot boundary, Tick deadline, Tick now) => new(
            context,
            keys,
            boundary,
            deadline,
            CeremonyStep.Dealing,
            new StepWindow(now, []),
            Dealings: [],
            Disputants: [],
            Revealed: [],
            Outcome: default,
            Confirmed: [],
            Fenced: []);

    /// <summary>The dealings that have not been disqualified, in chain order.</summary>
    public IEnumerable<PostedDealing> StandingDealings => Dealings.Where(static d => !d.IsDisqualified);

    /// <summary>
    /// The dealings that make the new shares: of a hand-over the first that are needed, of a key generation
    /// all that stand.
    /// </summary>
    public IEnumerable<PostedDealing> CountedDealings =>
        Context.IsHandOver ? StandingDealings.Take(Context.DealingsNeeded) : StandingDealings;

    /// <summary>Moves to the next step, whose window opens with this tick.</summary>
    public CeremonyState Enter(CeremonyStep step, Tick tick) =>
        this with { Step = step, Window = new StepWindow(tick, []) };
}

/// <summary>How long a step has been open.</summary>
/// <param name="Opened">The tick of the block that opened it.</param>
/// <param name="Leaders">
/// The distinct proposers of blocks since. A window closes only when there are more of them than may be
/// faulty, so that censoring leaders cannot let it pass in silence.
/// </param>
public sealed record StepWindow(Tick Opened, Sequence<OperatorId> Leaders)
{
    public static SszContainer<StepWindow> Ssz { get; } = SszContainer.Of<StepWindow>()
        .Field("opened", SszTypes.Tick, static x => x.Opened)
        .Field(
            "leaders", SszTypes.List(SszTypes.OperatorId, NetworkGenesis.OperatorsMax), static x => x.Leaders)
        .Build(static v => new(v.Take<Tick>(), v.Take<Sequence<OperatorId>>()));

    /// <summary>This window with one who proposed a block since it opened.</summary>
    public StepWindow With(OperatorId leader) =>
        Leaders.Contains(leader) ? this : this with { Leaders = Leaders.Add(leader) };

    /// <summary>True when its ticks and more leaders than may be faulty have passed.</summary>
    /// <param name="state">Now.</param>
    /// <param name="length">In ticks.</param>
    public bool IsClosed(ChainState state, ulong length)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Tick >= Opened + length && Leaders.Count > Quorum.FaultsTolerated(state.Voters.Count);
    }

    /// <summary>A list of members of a committee.</summary>
    public static SszType<Sequence<OperatorId>> MembersSsz { get; } =
        SszTypes.List(SszTypes.OperatorId, PublicSharing.MembersMax);
}

/// <summary>A dealing on the chain.</summary>
/// <param name="Dealer">Who dealt.</param>
/// <param name="Dealing">What was dealt.</param>
/// <param name="IsDisqualified">True once a dispute showed it to be wrong.</param>
/// <param name="IsContradicted">True once the dealer was seen to have signed another one, which is recorded
/// once.</param>
public sealed record PostedDealing(
    OperatorId Dealer, Dealing Dealing, bool IsDisqualified, bool IsContradicted)
{
    public static SszContainer<PostedDealing> Ssz { get; } = SszContainer.Of<PostedDealing>()
        .Field("dealer", SszTypes.OperatorId, static x => x.Dealer)
        .Field("dealing", Dealing.Ssz, static x => x.Dealing)
        .Field("is_disqualified", SszTypes.Boolean, static x => x.IsDisqualified)
        .Field("is_contradicted", SszTypes.Boolean, static x => x.IsContradicted)
        .BuildRemembering(
            static v => new(v.Take<OperatorId>(), v.Take<Dealing>(), v.Take<bool>(), v.Take<bool>()));

    /// <summary>The dealings of an attempt.</summary>
    public static SszType<Sequence<PostedDealing>> ListSsz { get; } = SszTypes.List(
        Ssz, PublicSharing.MembersMax);
}
