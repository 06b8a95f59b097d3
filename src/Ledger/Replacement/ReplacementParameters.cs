using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>When an operator is fined, out, and replaced, as a network's genesis fixes it.</summary>
/// <remarks>Spec: docs/spec/replacement.md#eligibility.</remarks>
public sealed record ReplacementParameters
{
    /// <summary>The slack that leaves no spare member before replacement begins.</summary>
    public const uint SlackPercentMax = 100;

    /// <summary>The parameters, field by field.</summary>
    public static SszContainer<ReplacementParameters> Ssz { get; } = SszContainer.Of<ReplacementParameters>()
        .Field("fines", FineSchedule.Ssz, static x => x.Fines)
        .Field("minimum_bond", SszTypes.Gwei, static x => x.MinimumBond)
        .Field("slack_percent", SszTypes.Number32, static x => x.SlackPercent)
        .Field("seats", ReplacementTypes.SeatRule, static x => x.Seats)
        .BuildRemembering(static v => new()
        {
            Fines = v.Take<FineSchedule>(),
            MinimumBond = v.Take<Gwei>(),
            SlackPercent = v.Take<uint>(),
            Seats = v.Take<SeatRule>(),
        });

    /// <summary>What a fault costs.</summary>
    public FineSchedule Fines { get; init; } = new();

    /// <summary>
    /// The bond below which an operator is not drawn; at least the greatest fine. By default 0.32 ETH, the
    /// collateral of one validator (1 percent of 32 ETH).
    /// </summary>
    public Gwei MinimumBond { get; init; } = new(320_000_000);

    /// <summary>
    /// The part of a committee's spare members that is to be left when replacement in mid-term begins, in
    /// percent, 0 to 100; by default 50.
    /// </summary>
    /// <remarks>
    /// Half is gone before anything is done, as every replacement is work for all members and a draw in
    /// which a coalition may win a seat. Half is left for those who fail while it runs: it needs t of the
    /// old members, and may have to be tried more than once.
    /// </remarks>
    public uint SlackPercent { get; init; } = 50;

    /// <summary>Who takes a seat that comes free in mid-term; by default the next in the queue.</summary>
    public SeatRule Seats { get; init; } = SeatRule.Queue;

    /// <summary>True when an operator with this bond may be drawn.</summary>
    /// <param name="staying">
    /// What stays. What is leaving can still be charged, but backs nothing: who has asked for all of it back
    /// is on the way out, and takes no new keys until then.
    /// </param>
    public bool IsEligible(Gwei staying) => staying >= MinimumBond;

    /// <inheritdoc cref="IsEligible(Gwei)"/>
    /// <param name="bond">Only what stays of it counts.</param>
    public bool IsEligible(Bond bond)
    {
        ArgumentNullException.ThrowIfNull(bond);
        return IsEligible(bond.Staying);
    }

    /// <summary>What is to be done about a committee in the middle of a term.</summary>
    public Urgency UrgencyOf(CommitteeStanding standing) =>
        standing.UrgencyWith(standing.SlackOf(SlackPercent));

    /// <summary>Why no network can replace by these, or null.</summary>
    public Refusal? Flaw() => Fines.Flaw() ?? (
        MinimumBond < Fines.Most || MinimumBond > LedgerParameters.AmountMax
            ? ReplacementRefusals.MinimumBondOutOfRange(MinimumBond, Fines.Most)
        : SlackPercent > SlackPercentMax ? ReplacementRefusals.SlackOutOfRange(SlackPercent)
        : Seats is not (SeatRule.Queue or SeatRule.Auction) ? ReplacementRefusals.UnknownSeatRule(Seats)
            : null);
}
