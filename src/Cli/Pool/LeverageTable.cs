using Spectre.Console;
using Spectre.Console.Rendering;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>Designs side by side; each has the mark under which the curve shows it.</summary>
internal static class LeverageTable
{
    /// <summary>From so many columns on there is room for what follows from the rest.</summary>
    private const int WideFrom = 100;

    private static readonly string[] Titles =
    [
        "\ndesign",
        "\ncontrol",
        "\nrealised",
        "\ngriefing",
        "\ncoverage",
        "damage:\nmembers",
        "ETH\ngap",
        "\ncontrol",
    ];

    private static readonly string[] WideTitles = [.. Titles, "operator\nloses", "at risk\nper ETH"];

    private static readonly Ratio GweiPerEther = Ratio.FromInteger(1_000_000_000);

    /// <summary>The table, for a screen of so many columns.</summary>
    internal static Table Of(Sequence<PoolDesign> designs, Sequence<LeverageRow> rows, int screen)
    {
        // Without lines it fits into 80 columns.
        var table = new Table { Border = TableBorder.None };
        string[] titles = screen < WideFrom ? Titles : WideTitles;
        foreach (string title in titles)
        {
            bool isFirst = table.Columns.Count == 0;
            var bold = new Text(title, new(decoration: Decoration.Bold));
            IRenderable header = isFirst ? bold : bold.RightJustified();
            var column = new TableColumn(header) { Padding = new(0, 0, 1, 0), NoWrap = true };
            table.AddColumn(isFirst ? column : column.RightAligned());
        }

        for (int i = 0; i < rows.Count; i++)
        {
            string[] cells = [$"{Mark(i)} {designs[i].Name}", .. Cells(rows[i])];
            table.AddRow(cells[..titles.Length]);
        }

        return table;
    }

    /// <summary>The letter of a design: a, b, c …</summary>
    internal static char Mark(int design) => (char)('a' + design);

    internal static string Percent(Ratio share) =>
        $"{Decimals.Of(share * Ratio.FromInteger(100), 2)}%";

    internal static string Ether(Gwei amount) => Ether(Ratio.FromInteger(amount.Value));

    private static string[] Cells(LeverageRow row) =>
    [
        Factor(row.Control),
        row.Realised.TryGet(out LeverageFactor realised) ? Factor(realised) : "-",
        Factor(row.Griefing),
        row.Coverage.TryGet(out Ratio coverage) ? Percent(coverage) : "-",
        Ether(row.Damage.Members),
        Ether(row.Damage.Gap),
        Ether(row.Damage.Control),
        Ether(row.Shares.Own),
        row.SecurityBudget.TryGet(out Ratio budget) ? Decimals.Of(budget, 4) : "-",
    ];

    private static string Ether(Ratio gwei)
    {
        Ratio ether = gwei / GweiPerEther;
        int places = ether >= Ratio.FromInteger(1000) ? 0 : ether >= Ratio.FromInteger(10) ? 1 : 4;
        return Short(ether, places);
    }

    private static string Factor(LeverageFactor factor) =>
        factor.TryGet(out Ratio value) ? Short(value, 2) : "inf";

    /// <summary>Large numbers in thousands or millions.</summary>
    private static string Short(Ratio value, int places) =>
        value >= Ratio.FromInteger(10_000_000) ? Decimals.Of(value / Ratio.FromInteger(1_000_000), 1) + "M"
        : value >= Ratio.FromInteger(1_000_000) ? Decimals.Of(value / Ratio.FromInteger(1_000_000), 2) + "M"
        : value >= Ratio.FromInteger(100_000) ? Decimals.Of(value / Ratio.FromInteger(1_000), 0) + "k"
        : Decimals.Of(value, places);
}
