using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.LaboratoryRunner.Reporting;
using Table = TrustlessPools.Laboratory.Reporting.Table;

namespace TrustlessPools.Cli.Simulate;

/// <summary>A report as far as a terminal can show it; the page has the rest.</summary>
internal static class ReportScreen
{
    private const int RowsMax = 24;

    internal static void Show(IAnsiConsole console, Report report)
    {
        console.WriteLine();
        console.Write(new Text(report.Title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        foreach (string finding in report.Findings)
        {
            console.WriteLine($"• {finding}");
        }

        foreach (Table table in report.Tables)
        {
            console.WriteLine();
            Show(console, table);
        }

        console.WriteLine();
    }

    private static void Show(IAnsiConsole console, Table table)
    {
        console.WriteLine(table.Caption);

        // Lines of a table mean nothing to what reads a file.
        var shown = new Spectre.Console.Table
        {
            Border = Screens.IsTerminal ? TableBorder.Rounded : TableBorder.None,
        };
        for (int i = 0; i < table.Columns.Count; i++)
        {
            var column = new TableColumn(new Text(table.Columns[i]));
            shown.AddColumn(table.Rows.All(r => r[i].Number is not null) ? column.RightAligned() : column);
        }

        foreach (IReadOnlyList<Cell> row in table.Rows.Take(RowsMax))
        {
            shown.AddRow(row.Select(static c => new Text(Shown.Of(c))));
        }

        console.Write(shown);
        if (table.Rows.Count > RowsMax)
        {
            console.WriteLine($"and {table.Rows.Count - RowsMax} rows more in {table.Name}.csv");
        }
    }
}
