using System.CommandLine;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.LaboratoryRunner.Running;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate merge</c>: puts the parts of a run together.</summary>
internal static class SimulateMergeCommand
{
    private const string Help =
        """
        Put the parts of a run together that 'tpool simulate run --shard' wrote, and write the report.

        Parts of different runs are refused, and so is a run with replicas missing, by their numbers and the parts to run; the
        report has the same bytes as if one machine had done all.

        Example:
          tpool simulate merge part-1 part-2 part-3 --out whole
        """;

    internal static Command Create()
    {
        var parts = new Argument<string[]>("folders")
        {
            Description = "The parts.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> output = LaboratoryArguments.Out("Where the whole run goes.");
        output.Required = true;
        var json = new Option<bool>("--json") { Description = "Prints the report as JSON." };
        var command = new Command("merge", Help) { parts, output, json };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(parts), parsed.GetRequiredValue(output), parsed.GetValue(json)));
        return command;
    }

    private static void Run(string[] parts, string folder, bool isJson)
    {
        IReadOnlyList<RunFolder> opened =
            RunMerger.Open(parts, QuestionCatalog.All, LaboratoryArguments.Version);
        IExperiment experiment = LaboratoryArguments.Prepare(opened[0].Plan);
        LaboratoryRun.Conclude(RunMerger.Merge(opened, folder, experiment), experiment, folder, isJson);
    }
}
