using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>
/// Why a question about sizes has no answer: it makes no sense, or nothing meets its bounds.
/// </summary>
/// <param name="Code">Stays with the refusal for ever.</param>
public abstract record SizingRefusal(int Code)
{
    /// <summary>A network has at least one operator.</summary>
    public sealed record OperatorsOutOfRange(int Supplied, int PermittedMin) : SizingRefusal(1);

    /// <summary>
    /// Each class of faulty operators is at least 0, and together they are no more than all.
    /// </summary>
    public sealed record FaultsOutOfRange(Ratio Supplied, Ratio PermittedMin, Ratio PermittedMax)
        : SizingRefusal(2);

    /// <summary>
    /// A committee has at least one seat, and no more than the operators or than any committee may have.
    /// </summary>
    public sealed record SeatsOutOfRange(int Supplied, int PermittedMin, int PermittedMax) : SizingRefusal(3);

    /// <summary>A threshold is from 1 to the number of seats.</summary>
    public sealed record ThresholdOutOfRange(int Supplied, int PermittedMin, int PermittedMax)
        : SizingRefusal(4);

    /// <summary>A year has at least one draw.</summary>
    public sealed record DrawsOutOfRange(int Supplied, int PermittedMin) : SizingRefusal(5);

    /// <summary>A bound on a probability is from 0 to 1.</summary>
    public sealed record BoundOutOfRange(Ratio Supplied, Ratio PermittedMin, Ratio PermittedMax)
        : SizingRefusal(6);

    /// <summary>At this many seats every threshold breaks a bound.</summary>
    /// <param name="Seats">The number of seats.</param>
    /// <param name="ThresholdLeast">
    /// The least threshold that meets the bounds on take-over and equivocation; one more than the seats when
    /// none does.
    /// </param>
    /// <param name="ThresholdMost">
    /// The greatest that meets the bound on permanent stall; 0 when none does.
    /// </param>
    public sealed record NoSafeThreshold(int Seats, int ThresholdLeast, int ThresholdMost) : SizingRefusal(7);

    /// <summary>No committee of up to so many seats meets the bounds; all were tried.</summary>
    /// <param name="SeatsTried">
    /// The greatest that was tried. It is the last there is when it is the whole network.
    /// </param>
    public sealed record NoSafeCommittee(int SeatsTried) : SizingRefusal(8);

    /// <summary>Not even a larger committee helps: there are no more dealers than adversaries.</summary>
    /// <remarks>
    /// At any n and t, either t members are adversarial or fewer than t are; and when the dealers are as many
    /// as the adversaries or less, fewer than t of them is at least as likely. So take-over and permanent
    /// stall together have a chance of at least 1 in each draw, and bounds that add up to less cannot both
    /// hold.
    /// </remarks>
    /// <param name="Supplied">The adversarial fraction.</param>
    /// <param name="PermittedBelow">
    /// The fraction of those who deal, which the adversarial one has to be below.
    /// </param>
    public sealed record DealersNotMoreThanAdversaries(Ratio Supplied, Ratio PermittedBelow)
        : SizingRefusal(9);

    /// <summary>
    /// Not even a larger committee helps: a third never deals, and the threshold is the quorum.
    /// </summary>
    /// <remarks>
    /// A committee stalls for ever when more than n/3 of its members never deal. That is more than their
    /// expected number already at a third, and a binomial number strictly exceeds its expectation with a
    /// chance of at least 1/4 (Doerr 2018, "An elementary analysis of the probability that a binomial random
    /// variable exceeds its expectation"). A lower threshold helps.
    /// </remarks>
    /// <param name="Supplied">The fraction that never deals.</param>
    /// <param name="PermittedBelow">One third.</param>
    public sealed record QuorumOfDealersOutOfReach(Ratio Supplied, Ratio PermittedBelow) : SizingRefusal(10);
}
