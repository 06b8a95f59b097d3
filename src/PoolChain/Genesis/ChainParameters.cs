using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Genesis;

/// <summary>The settings that all operators of a network share, fixed in its genesis.</summary>
/// <param name="TickOrigin">Unix time of tick 0 in seconds; a whole number of slots from the beacon
/// genesis.</param>
/// <param name="BeaconGenesis">Unix time of the beacon chain's slot 0 in seconds; may lie after the tick
/// origin.</param>
/// <param name="SecondsPerSlot">Length of a beacon slot and of a tick in seconds, 1 to 60.</param>
/// <param name="SlotsPerEpoch">SLOTS_PER_EPOCH of the beacon chain.</param>
/// <param name="Terms">When terms begin and how their committees are drawn.</param>
/// <param name="Windows">How long the steps of a ceremony last.</param>
/// <param name="GenesisForkVersion">The beacon chain's, four bytes big-endian; deposits are signed for
/// it.</param>
/// <param name="GenesisValidatorsRoot">The beacon chain's, where it is known before the network is
/// formed.</param>
public sealed record ChainParameters(
    ulong TickOrigin,
    ulong BeaconGenesis,
    ulong SecondsPerSlot,
    ulong SlotsPerEpoch,
    TermSchedule Terms,
    CeremonyWindows Windows,
    uint GenesisForkVersion,
    Optional<Hash32> GenesisValidatorsRoot)
{
    public static SszContainer<ChainParameters> Ssz { get; } = SszContainer.Of<ChainParameters>()
        .Field("tick_origin", SszTypes.Uint64, static x => x.TickOrigin)
        .Field("beacon_genesis", SszTypes.Uint64, static x => x.BeaconGenesis)
        .Field("seconds_per_slot", SszTypes.Uint64, static x => x.SecondsPerSlot)
        .Field("slots_per_epoch", SszTypes.Uint64, static x => x.SlotsPerEpoch)
        .Field("terms", TermSchedule.Ssz, static x => x.Terms)
        .Field("windows", CeremonyWindows.Ssz, static x => x.Windows)
        .Field("genesis_fork_version", SszTypes.Uint32, static x => (ulong)x.GenesisForkVersion)
        .Field(
            "genesis_validators_root", SszTypes.Optional(SszTypes.Hash32), static x =>
                x.GenesisValidatorsRoot)
        .Build(static v => new(
            v.Take<ulong>(),
            v.Take<ulong>(),
            v.Take<ulong>(),
            v.Take<ulong>(),
            v.Take<TermSchedule>(),
            v.Take<CeremonyWindows>(),
            (uint)v.Take<ulong>(),
            v.Take<Optional<Hash32>>()));

    /// <summary>Why the settings make no network, or null.</summary>
    public Refusal? Flaw()
    {
        if (SecondsPerSlot is < 1 or > 60)
        {
            return new("BadSlotLength", $"{SecondsPerSlot} seconds", "1 to 60 seconds");
        }

        if (SlotsPerEpoch is < 1 or > 1024)
        {
            return new("BadEpochLength", $"{SlotsPerEpoch} slots", "1 to 1024 slots");
        }

        ulong apart = Math.Max(TickOrigin, BeaconGenesis) - Math.Min(TickOrigin, BeaconGenesis);
        return apart % SecondsPerSlot != 0
            ? new("MisalignedTicks", $"{apart} seconds between tick 0 and slot 0", "a whole number of slots")
            : Terms.Flaw() ?? Windows.Flaw();
    }
}

/// <summary>When terms begin and how their committees are drawn.</summary>
/// <param name="FirstBoundary">The epoch at which term 1 begins; term 0 lasts until then.</param>
/// <param name="EpochsPerTerm">The length of term 1 and those after it, in epochs; at least 1.</param>
/// <param name="DrawLead">How many epochs before a term the epoch lies whose RANDAO mix draws it; at least
/// 3.</param>
/// <remarks>
/// A mix is known to be final about three epochs after its epoch began, and a hand-over takes about two more;
/// with a lead of 5 a committee is in place when its term begins.
/// </remarks>
public sealed record TermSchedule(Epoch FirstBoundary, ulong EpochsPerTerm, ulong DrawLead)
{
    public static SszContainer<TermSchedule> Ssz { get; } = SszContainer.Of<TermSchedule>()
        .Field("first_boundary", SszTypes.Epoch, static x => x.FirstBoundary)
        .Field("epochs_per_term", SszTypes.Uint64, static x => x.EpochsPerTerm)
        .Field("draw_lead", SszTypes.Uint64, static x => x.DrawLead)
        .Build(static v => new(v.Take<Epoch>(), v.Take<ulong>(), v.Take<ulong>()));

    /// <summary>The epoch at which a term is due to begin; term 0 has none.</summary>
    public Epoch BoundaryOf(Term term)
    {
        Invariant.Holds(term.Value >= 1, "Term 0 begins with the network.");
        return FirstBoundary + ((term.Value - 1) * EpochsPerTerm);
    }

    /// <summary>The term that an epoch falls into by the schedule.</summary>
    public Term TermAt(Epoch epoch) => epoch < FirstBoundary
        ? new(0)
        : new(1 + ((epoch.Value - FirstBoundary.Value) / EpochsPerTerm));

    /// <summary>Why the schedule works for no network, or null.</summary>
    public Refusal? Flaw()
    {
        if (EpochsPerTerm is < 1 or > 100_000)
        {
            return new("BadTermLength", $"{EpochsPerTerm} epochs", "1 to 100000 epochs");
        }

        return DrawLead < 3 || FirstBoundary.Value < DrawLead
            ? new(
                "BadDrawLead",
                $"a lead of {DrawLead} before epoch {FirstBoundary}",
                "3 up to the first boundary")
            : null;
    }
}

/// <summary>
/// How long the steps of a ceremony last at most, in ticks; a step in which all have spoken ends at once.
/// </summary>
/// <param name="Keys">Before the first draw: for posting encryption keys.</param>
/// <param name="Dealing">For dealing.</param>
/// <param name="Dispute">For disputes.</param>
/// <param name="Reveal">For public shares, when a key is generated.</param>
/// <param name="Confirmation">For confirmations and fences together.</param>
/// <param name="Attempts">How often a ceremony is tried in a term, 1 to 8.</param>
/// <param name="ErasureGrace">After the boundary, before old shares may be erased.</param>
/// <param name="ErasureBound">After the boundary: then they are erased even if some member has not
/// confirmed.</param>
public sealed record CeremonyWindows(
    ulong Keys,
    ulong Dealing,
    ulong Dispute,
    ulong Reveal,
    ulong Confirmation,
    int Attempts,
    ulong ErasureGrace,
    ulong ErasureBound)
{
    /// <summary>The most attempts of a ceremony in a term.</summary>
    public const int AttemptsMax = 8;

    public static SszContainer<CeremonyWindows> Ssz { get; } = SszContainer.Of<CeremonyWindows>()
        .Field("keys", SszTypes.Uint64, static x => x.Keys)
        .Field("dealing", SszTypes.Uint64, static x => x.Dealing)
        .Field("dispute", SszTypes.Uint64, static x => x.Dispute)
        .Field("reveal", SszTypes.Uint64, static x => x.Reveal)
        .Field("confirmation", SszTypes.Uint64, static x => x.Confirmation)
        .Field("attempts", SszTypes.Uint8, static x => (ulong)x.Attempts)
        .Field("erasure_grace", SszTypes.Uint64, static x => x.ErasureGrace)
        .Field("erasure_bound", SszTypes.Uint64, static x => x.ErasureBound)
        .Build(static v => new(
            v.Take<ulong>(),
            v.Take<ulong>(),
            v.Take<ulong>(),
            v.Take<ulong>(),
            v.Take<ulong>(),
            (int)v.Take<ulong>(),
            v.Take<ulong>(),
            v.Take<ulong>()));

    /// <summary>
    /// Windows that suit a beacon chain: an attempt at a hand-over takes less than an epoch, or two short
    /// ones.
    /// </summary>
    /// <param name="slotsPerEpoch">SLOTS_PER_EPOCH.</param>
    /// <remarks>
    /// With a draw's lead of 5 epochs the mix is final 3 epochs after its own began; so there is time for a
    /// whole attempt before the term begins. Late voters of the old committee have an epoch before their
    /// shares go.
    /// </remarks>
    public static CeremonyWindows For(ulong slotsPerEpoch)
    {
        ulong step = Math.Max(slotsPerEpoch / 4, 4);
        return new(
            Keys: 2 * slotsPerEpoch,
            Dealing: step,
            Dispute: step,
            Reveal: step,
            Confirmation: step,
            Attempts: 3,
            ErasureGrace: slotsPerEpoch,
            ErasureBound: 8 * slotsPerEpoch);
    }

    /// <summary>
    /// The encryption keys that an operator posts for a term: one for each attempt of the draw's ceremonies,
    /// and one for each of a replacement's, since a key is used for one attempt only.
    /// </summary>
    public int KeysPerTerm => 2 * Attempts;

    /// <summary>Which of them an attempt uses.</summary>
    public int KeyOf(CeremonyId attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return (attempt.Replacement == 0 ? 0 : Attempts) + (int)attempt.Attempt;
    }

    /// <summary>The ticks that an attempt takes when every step takes its whole window.</summary>
    public ulong AttemptLength(bool isHandOver) =>
        Dealing + Dispute + (isHandOver ? 0 : Reveal) + Confirmation;

    /// <summary>Why the windows work for no ceremony, or null.</summary>
    public Refusal? Flaw()
    {
        ulong[] lengths = [Keys, Dealing, Dispute, Reveal, Confirmation];
        if (lengths.Any(static length => length is < 1 or > 100_000))
        {
            return new("BadWindow", string.Join(", ", lengths), "1 to 100000 ticks each");
        }

        if (Attempts is < 1 or > AttemptsMax)
        {
            return new("BadAttempts", $"{Attempts}", $"1 to {AttemptsMax}");
        }

        return ErasureBound < ErasureGrace
            ? new(
                "BadErasureBound",
                $"a bound of {ErasureBound} ticks",
                $"at least the grace of {ErasureGrace}")
            : null;
    }
}
