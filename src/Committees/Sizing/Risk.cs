using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>The chance of one misfortune, in a draw and in a year of draws.</summary>
/// <remarks>
/// The draws of a pool in different terms are independent, as each has a seed of its own, while who is faulty
/// stays. Those of several pools in one term are not; their expected number still adds up, and bounds the
/// chance of any.
/// </remarks>
/// <param name="PerDraw">The chance in one draw, exactly.</param>
/// <param name="DrawsPerYear">
/// The draws of a pool in a year: 365 when a term is a day, and its replacements.
/// </param>
public sealed record Risk(Ratio PerDraw, int DrawsPerYear)
{
    /// <summary>The chance that it happens in a year at least once.</summary>
    public Enclosure PerYear => Within(DrawsPerYear);

    /// <summary>
    /// How many draws of a year it is expected to happen in, exactly, if it did not end the pool.
    /// </summary>
    public Ratio ExpectedPerYear => PerDraw * Ratio.FromInteger(DrawsPerYear);

    /// <summary>The chance that it happens at least once in a number of draws.</summary>
    /// <param name="draws">At least 0.</param>
    public Enclosure Within(int draws) => Enclosure.AtLeastOnce(PerDraw, draws);

    /// <summary>Both chances with three digits.</summary>
    public override string ToString() => $"{ScientificDecimal.Of(PerDraw, 3)} a draw, {PerYear} a year";
}
