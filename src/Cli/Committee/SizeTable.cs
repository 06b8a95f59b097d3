using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Committees.Sizing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Committee;

/// <summary>Committees and their risks side by side.</summary>
internal static class SizeTable
{
    private static readonly string[] Titles =
    [
        "n",
        "t",
        "take-over,\ndraw",
        "\nyear",
        "equivocation,\ndraw",
        "\nyear",
        "temporary\nstall, draw",
        "\nyear",
        "permanent\nstall, draw",
        "\nyear",
    ];

    internal static Table Of(IEnumerable<SizedCommittee> committees)
    {
        // Lines of a table mean nothing to what reads a file.
        var table = new Table { Border = Screens.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (string title in Titles)
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        foreach (SizedCommittee committee in committees)
        {
            table.AddRow(
                $"{committee.Seats}",
                $"{committee.Threshold}",
                committee.TakeOver.PerDraw,
                committee.TakeOver.PerYear,
                committee.Equivocation.PerDraw,
                committee.Equivocation.PerYear,
                committee.TemporaryStall.PerDraw,
                committee.TemporaryStall.PerYear,
                committee.PermanentStall.PerDraw,
                committee.PermanentStall.PerYear);
        }

        return table;
    }

    /// <summary>The bounds in words.</summary>
    internal static string Text(SafetyQuestion question)
    {
        string equivocation = question.EquivocationPerYearMax == Ratio.One
            ? string.Empty
            : $", an equivocation of at most {Short(question.EquivocationPerYearMax)}";
        string threshold = question.ThresholdRule is ThresholdRule.Quorum ? "t = ceil(2n/3)" : "any t";
        return $"{threshold}, and within a year a take-over of at most {Short(question.TakeOverPerYearMax)}, "
            + $"a permanent stall of at most {Short(question.PermanentStallPerYearMax)}{equivocation}";
    }

    private static string Short(Ratio bound) => $"{ScientificDecimal.Of(bound, 2)}";
}
