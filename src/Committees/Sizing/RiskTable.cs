using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>Risks side by side, so that a person can choose a size or a threshold.</summary>
public static class RiskTable
{
    /// <summary>The titles of the columns of <see cref="Cells"/>.</summary>
    public static Sequence<string> Titles { get; } =
    [
        "n", "t", "take-over, draw", "year", "equivocation, draw", "year", "temporary stall, draw", "year",
        "permanent stall, draw", "year",
    ];

    /// <summary>Assesses several shapes against one population.</summary>
    /// <param name="population">Of whom the committees are drawn.</param>
    /// <param name="drawsPerYear">The draws of a pool in a year.</param>
    /// <param name="shapes">Different n for risk against size, or one n with different t.</param>
    /// <returns>An answer for each shape, in the same order.</returns>
    public static Sequence<RiskAnswer> Of(
        OperatorPopulation population, int drawsPerYear, Sequence<CommitteeShape> shapes) =>
        shapes.Map(shape => CommitteeSizing.Assess(
            new() { Population = population, Shape = shape, DrawsPerYear = drawsPerYear }));

    /// <summary>A row's text under <see cref="Titles"/>.</summary>
    /// <param name="risk">The row.</param>
    /// <param name="digits">
    /// 1 to <see cref="Enclosure.DigitsShownMax"/> significant digits of each chance.
    /// </param>
    public static Sequence<string> Cells(CommitteeRisk risk, int digits)
    {
        ArgumentNullException.ThrowIfNull(risk);
        List<string> cells = [Text(risk.Shape.Seats), Text(risk.Shape.Threshold)];
        Sequence<Risk> columns = [risk.TakeOver, risk.Equivocation, risk.TemporaryStall, risk.PermanentStall];
        foreach (Risk column in columns)
        {
            cells.Add(ScientificDecimal.Of(column.PerDraw, digits).ToString());
            cells.Add(column.PerYear.ToString(digits));
        }

        return [.. cells];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
