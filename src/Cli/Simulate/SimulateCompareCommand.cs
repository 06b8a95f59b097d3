using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.LaboratoryRunner.Reporting;
using TrustlessPools.LaboratoryRunner.Running;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate compare</c>: two runs side by side.</summary>
internal static class SimulateCompareCommand
{
    private const string Help =
        """
        Compare two runs, measure by measure: means, their difference with its 95 % interval, and whether 0 is outside of it.

        Runs of one seed had the same random numbers, so they are compared replica by replica, which shows small differences;
        others are compared as independent samples. Where nothing differs, one measure in twenty still looks as if it did.

        Example:
          tpool simulate compare honest attacked
        """;

    internal static Command Create()
    {
        var left = new Argument<string>("first") { Description = "The folder of a complete run." };
        var right = new Argument<string>("second") { Description = "The folder of another." };
        Option<bool> json = Operator.OperatorOptions.Json();
        var command = new Command("compare", Help) { left, right, json };
        command.SetAction(parsed =>
        {
            Evidence first = Evidence(parsed.GetRequiredValue(left));
            Evidence second = Evidence(parsed.GetRequiredValue(right));
            IReadOnlyList<Comparison> rows = Comparison.Of(first, second);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(new JsonArray([.. rows.Select(Row)]).ToJsonString());
            }
            else
            {
                Show(rows, Comparison.ArePaired(first, second));
            }
        });
        return command;
    }

    private static Evidence Evidence(string folder)
    {
        var run = RunFolder.Existing(folder, QuestionCatalog.All, LaboratoryArguments.Version);
        return run.Evidence(LaboratoryArguments.Prepare(run.Plan));
    }

    private static JsonObject Row(Comparison row) => new()
    {
        ["measure"] = row.Measure.Name,
        ["unit"] = row.Measure.Unit,
        ["first"] = row.Left.Mean,
        ["second"] = row.Right.Mean,
        ["difference"] = row.Difference,
        ["standard_error"] = row.StandardError,
        ["low"] = row.Low,
        ["high"] = row.High,
        ["significant"] = row.IsSignificant,
    };

    private static void Show(IReadOnlyList<Comparison> rows, bool arePaired)
    {
        var table = new Table { Border = Screens.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        table.AddColumns("measure", "unit");
        foreach (string title in (string[])["first", "second", "difference", "from (95 %)", "to (95 %)"])
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        table.AddColumn("differs");
        foreach (Comparison row in rows)
        {
            table.AddRow(
                new Text(row.Measure.Name),
                new Text(row.Measure.Unit),
                new Text(Shown.Of(row.Left.Mean, 5)),
                new Text(Shown.Of(row.Right.Mean, 5)),
                new Text(Shown.Of(row.Difference, 3)),
                new Text(Shown.Of(row.Low, 3)),
                new Text(Shown.Of(row.High, 3)),
                new Text(row.IsSignificant ? "yes" : "no"));
        }

        IAnsiConsole console = Screens.Output();
        console.Write(table);
        int count = rows.Count(static r => r.IsSignificant);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} of {rows.Count} measures differ, "
            + $"{(arePaired ? "replica by replica, as the seed is one" : "as independent samples")}; "
            + $"by chance alone {rows.Count * 0.05:0.#} would"));
    }
}
