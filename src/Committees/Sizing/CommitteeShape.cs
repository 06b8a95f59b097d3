using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>The n and the t of a committee.</summary>
/// <param name="Seats">n, the number of members.</param>
/// <param name="Threshold">
/// t, the shares that sign for the pool and that deal the key onwards; 1 to n.
/// </param>
public readonly record struct CommitteeShape(int Seats, int Threshold)
{
    /// <summary>
    /// The shape whose threshold is the quorum of agreement, ceil(2n/3): the default of a pool.
    /// </summary>
    /// <param name="seats">At least 1.</param>
    public static CommitteeShape WithQuorum(int seats) => new(seats, Quorum.Of(seats));

    /// <summary>The adversarial members who together sign whatever they like: t.</summary>
    public int TakeOverLeast => Threshold;

    /// <summary>The adversarial members who can have the committee sign two conflicting duties.</summary>
    /// <remarks>
    /// An honest member signs one of the two, by its slashing protection. So two signatures need two sets of
    /// t members that share adversarial ones only, and these are at least 2t - n; and as an honest member
    /// agrees to what has a quorum q = ceil(2n/3) in QBFT, two quorums that share adversarial ones only, at
    /// least 2q - n. The greater number is needed; it is also enough for an adversary who commands the
    /// network for a while. At least 1, as an honest committee never signs two.
    /// </remarks>
    public int EquivocationLeast => Math.Max(1, (2 * Math.Max(Threshold, Quorum.Of(Seats))) - Seats);

    /// <summary>The absent members without whom the committee signs nothing while they are away.</summary>
    /// <remarks>
    /// A duty needs a quorum to agree on it and t to sign it. With the default threshold both are ceil(2n/3);
    /// a lower threshold does not make agreement any easier.
    /// </remarks>
    public int TemporaryStallLeast => Seats - Math.Max(Threshold, Quorum.Of(Seats)) + 1;

    /// <summary>The members who never deal, without whom fewer than t dealers are left: n - t + 1.</summary>
    /// <remarks>
    /// The pool chain agrees on dealings among all operators, so a committee's own quorum has no part in it.
    /// </remarks>
    public int PermanentStallLeast => Seats - Threshold + 1;
}
