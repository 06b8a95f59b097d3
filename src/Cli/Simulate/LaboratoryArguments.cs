using System.CommandLine;
using System.Reflection;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.LaboratoryRunner.Running;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Simulate;

/// <summary>What the laboratory's verbs have in common.</summary>
internal static class LaboratoryArguments
{
    /// <summary>Of the program; part of a run's name, as another version may give other bytes.</summary>
    internal static string Version { get; } =
        Assembly.GetExecutingAssembly().GetName().Version!.ToString(fieldCount: 3);

    internal static Argument<string> Question() => new("question")
    {
        Description = "One of 'tpool simulate list'.",
    };

    internal static Option<string> Out(string description) => new("--out")
    {
        Description = description,
        HelpName = "folder",
    };

    /// <exception cref="UsageException">There is none of that name.</exception>
    internal static IQuestion Find(string name) =>
        QuestionCatalog.Find(name, out Refusal? refusal) ?? throw new UsageException(refusal!);

    /// <summary>Reads a scenario file of a question.</summary>
    /// <exception cref="UsageException">Something is wrong with it; all that is, is told.</exception>
    internal static ScenarioFile ReadFile(string path, IQuestion question)
    {
        string text = File.ReadAllText(path);
        ScenarioFile? file = ScenarioReader.Read(
            text, QuestionCatalog.All, out IReadOnlyList<ScenarioFlaw> flaws);
        if (file is null)
        {
            foreach (ScenarioFlaw flaw in flaws.SkipLast(1))
            {
                Console.Error.WriteLine($"error: {Placed(path, flaw)}");
            }

            throw new UsageException(Placed(path, flaws[^1]));
        }

        return file.Question == question
            ? file
            : throw new UsageException(
                SimulateRefusals.OtherQuestion(path, file.Question.Name, question.Name));
    }

    /// <summary>Makes the experiment of a plan.</summary>
    /// <exception cref="UsageException">Keys do not fit together.</exception>
    internal static IExperiment Prepare(RunPlan plan) =>
        plan.Question.Prepare(plan.Scenario, out Refusal? refusal) ?? throw new UsageException(refusal!);

    private static Refusal Placed(string path, ScenarioFlaw flaw) =>
        flaw.Refusal with { Supplied = $"{path}, line {flaw.Line}: {flaw.Refusal.Supplied}" };
}
