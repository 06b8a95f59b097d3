using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>How many of a committee's members are still good for anything.</summary>
/// <param name="Seats">n, at least 1.</param>
/// <param name="Threshold">t: the shares that sign, and that hand the key over; 1 to n.</param>
/// <param name="Good">The members in good standing, 0 to n.</param>
/// <remarks>Spec: docs/spec/replacement.md#urgency.</remarks>
public readonly record struct CommitteeStanding(int Seats, int Threshold, int Good)
{
    /// <summary>
    /// The members without whom no duty is done: a quorum, ceil(2n/3), agrees on it, and t sign it.
    /// </summary>
    public int Needed => Math.Max(Threshold, Quorum.Of(Seats));

    /// <summary>The spare members that are to be left when replacement begins, rounded down.</summary>
    /// <param name="percent">The part of all spare members, 0 to 100.</param>
    public int SlackOf(uint percent) => (int)((Seats - Needed) * (long)percent / 100);

    /// <summary>What is to be done about those who are not good.</summary>
    /// <param name="slack">
    /// The spare members at or below which replacement begins; with 0 only when none is left.
    /// </param>
    public Urgency UrgencyWith(int slack)
    {
        Invariant.Holds(
            Threshold >= 1 && Threshold <= Seats && Good >= 0 && Good <= Seats && slack >= 0,
            $"A committee of {Seats} has a threshold of {Threshold}, {Good} good members and {slack} spare.");
        return Good < Threshold ? Urgency.Lost
            : Good < Seats && Good <= Needed + slack ? Urgency.ReplaceNow
            : Urgency.Wait;
    }
}
