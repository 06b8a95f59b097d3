using System.CommandLine;
using System.Globalization;
using System.Text.Json;
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

        Where nothing differs, one measure in twenty still looks as if it did. Runs of one seed are not independent.

        Example:
          tpool simulate compare honest attacked
        """;

    internal static Command Create()
    {
        var left = new Argument<string>("first") { Description = "The folder of a complete run." };
        var right = new Argument<string>("second") { Description = "The folder of another." };
        Option<bool> json = Operator.OperatorOptions.Json();
        var command = new Command("compare", Help) { left, right, json };
        command.SetAction(parsed => Show(
            Comparison.Of(
                Evidence(parsed.GetRequiredValue(left)), Evidence(parsed.GetRequiredValue(right))),
            parsed.GetValue(json)));
        return command;
    }

    private static Evidence Evidence(string folder)
    {
        RunPlan plan = RunFolder.Read(folder, QuestionCatalog.All, LaboratoryArguments.Version);
        return RunFolder.Open(folder, plan).Evidence(LaboratoryArguments.Prepare(plan));
    }

    private static void Show(IReadOnlyList<Comparison> rows, bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(rows.Select(static r => new Dictionary<string, object>
            {
                ["measure"] = r.Measure.Name,
                ["unit"] = r.Measure.Unit,
                ["first"] = r.Left.Mean,
                ["second"] = r.Right.Mean,
                ["difference"] = r.Difference,
                ["standard_error"] = r.StandardError,
                ["significant"] = r.IsSignificant,
            })));
            return;
        }

        var table = new Table { Border = Screens.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        table.AddColumns("measure", "unit", "first", "second", "difference", "± (95 %)", "differs");
        foreach (Comparison row in rows)
        {
            table.AddRow(
                row.Measure.Name,
                row.Measure.Unit,
                Shown.Of(row.Left.Mean, 5),
                Shown.Of(row.Right.Mean, 5),
                Shown.Of(row.Difference, 3),
                Shown.Of(Estimate.Normal95 * row.StandardError, 3),
                row.IsSignificant ? "yes" : "–");
        }

        IAnsiConsole console = Screens.Output();
        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count(static r => r.IsSignificant)} of {rows.Count} measures differ"));
    }
}
