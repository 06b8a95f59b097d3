using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate show</c>: what a question's scenarios may set.</summary>
internal static class SimulateShowCommand
{
    private const string Help =
        """
        Show a question: what it asks, and each key that a scenario may set, with its default and what it permits.

        With --json it prints a scenario file with every default, to begin one's own with.

        Examples:
          tpool simulate show committee-capture
          tpool simulate show payout-variance --json
        """;

    internal static Command Create()
    {
        Argument<string> question = LaboratoryArguments.Question();
        var json = new Option<bool>("--json") { Description = "Prints a scenario file with every default." };
        var command = new Command("show", Help) { question, json };
        command.SetAction(parsed => Run(
            LaboratoryArguments.Find(parsed.GetRequiredValue(question)), parsed.GetValue(json)));
        return command;
    }

    private static void Run(IQuestion question, bool isJson)
    {
        Scenario defaults = question.Schema.Defaults();
        if (isJson)
        {
            Console.WriteLine(ScenarioJson.Of(question, defaults, seed: 1, question.DefaultReplicas));
            return;
        }

        IAnsiConsole console = Screens.Output();
        console.WriteLine(question.Asks);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"schema version {question.Schema.Version}, {question.DefaultReplicas} replicas unless told"));
        console.WriteLine();
        var table = new Table { Border = Screens.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        table.AddColumns("key", "default", "permitted", "meaning");
        foreach (ScenarioKey key in question.Schema.Keys)
        {
            table.AddRow(
                new Text(key.Name),
                new Text(string.Join(", ", defaults.Texts(key.Name))),
                new Text(ScenarioSchema.Permitted(key)),
                new Text(key.Meaning));
        }

        console.Write(table);
    }
}
