using System.CommandLine;
using TrustlessPools.Laboratory.Scenarios;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate schema</c>: what scenario files may say, for editors.</summary>
internal static class SimulateSchemaCommand
{
    private const string Help =
        """
        Print the JSON Schema of a question's scenario files, so that an editor completes and checks them.

        Example:
          tpool simulate schema payout-variance
        """;

    internal static Command Create()
    {
        Argument<string> question = LaboratoryArguments.Question();
        var command = new Command("schema", Help) { question };
        command.SetAction(parsed => Console.WriteLine(
            ScenarioJsonSchema.Of(LaboratoryArguments.Find(parsed.GetRequiredValue(question)))));
        return command;
    }
}
