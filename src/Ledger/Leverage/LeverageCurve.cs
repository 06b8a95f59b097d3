using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>How a design's leverage grows with the number of validators that are slashed together.</summary>
/// <remarks>
/// Each point is a coalition of its own: it controls as many validators as are slashed. Spec:
/// docs/spec/leverage.md#curves.
/// </remarks>
public static class LeverageCurve
{
    /// <summary>A row for each number.</summary>
    /// <param name="design">The design.</param>
    /// <param name="numbers">
    /// Numbers of validators, each positive and at most the network's, such as those of
    /// <see cref="LogAxis"/>.
    /// </param>
    /// <param name="prices">What the protocol charges.</param>
    public static Sequence<LeverageRow> Of(PoolDesign design, Sequence<ulong> numbers, StrategyPrices prices)
    {
        ArgumentNullException.ThrowIfNull(design);
        return numbers.Map(n => design.Row(n, new Strategy.SlashedTogether(n), prices));
    }

    /// <summary>
    /// The most validators that can be slashed together while their coalition pays all of it: from the next
    /// one on the realised leverage is above 1.
    /// </summary>
    /// <param name="design">A design whose coalition pays first, so that there is one such number.</param>
    /// <param name="prices">What the protocol charges.</param>
    /// <returns>0 when not even one is paid for.</returns>
    /// <remarks>
    /// By doubling and then bisection, as penalties grow with the number that is slashed, and their price
    /// with it.
    /// </remarks>
    public static ulong LastPaidInFull(PoolDesign design, StrategyPrices prices)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(prices);
        (ulong low, ulong high) = (0, Math.Min(1, prices.Network.ValidatorsMax));
        while (high > low && IsPaidInFull(design, high, prices))
        {
            (low, high) = (high, Math.Min(high * 2, prices.Network.ValidatorsMax));
        }

        while (low < high)
        {
            ulong middle = high - ((high - low) / 2);
            (low, high) = IsPaidInFull(design, middle, prices) ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static bool IsPaidInFull(PoolDesign design, ulong slashed, StrategyPrices prices)
    {
        LossShares shares = design.Row(slashed, new Strategy.SlashedTogether(slashed), prices).Shares;
        return shares.Own == shares.Penalty;
    }
}
