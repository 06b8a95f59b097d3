using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate list</c>: the questions.</summary>
internal static class SimulateListCommand
{
    internal static Command Create()
    {
        Option<bool> json = Operator.OperatorOptions.Json();
        var command = new Command("list", "List the questions that the laboratory answers.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static void Run(bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(new JsonArray([.. QuestionCatalog.All.Select(static q =>
                new JsonObject { ["question"] = q.Name, ["asks"] = q.Asks })]).ToJsonString());
            return;
        }

        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumns("question", "asks");
        foreach (IQuestion question in QuestionCatalog.All)
        {
            table.AddRow(new Text(question.Name, new Style(Color.Teal)), new Text(question.Asks));
        }

        IAnsiConsole console = Screens.Output();
        console.Write(table);
        console.WriteLine();
        console.WriteLine(
            "Its keys: tpool simulate show QUESTION.  Its answer: tpool simulate run QUESTION.");
    }
}
