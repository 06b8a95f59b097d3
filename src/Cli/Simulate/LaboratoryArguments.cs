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
    internal static IQuestion Find(string name) => QuestionCatalog.Find(name)
        ?? throw new UsageException(new(
            "UnknownQuestion",
            $"question '{name}'",
            string.Join(", ", QuestionCatalog.All.Select(static q => q.Name))));

    /// <summary>Reads a scenario file of a question.</summary>
    /// <exception cref="UsageException">Something is wrong with it; the message lists all that is.</exception>
    internal static ScenarioFile ReadFile(string path, IQuestion question)
    {
        if (ScenarioReader.Read(
            File.ReadAllText(path), QuestionCatalog.All, out IReadOnlyList<ScenarioFlaw> flaws) is not { } file)
        {
            foreach (ScenarioFlaw flaw in flaws.Skip(1))
            {
                Console.Error.WriteLine($"error: {path}, {flaw}");
            }

            Refusal first = flaws[0].Refusal;
            throw new UsageException(first with { Supplied = $"{path}, line {flaws[0].Line}: {first.Supplied}" });
        }

        return file.Question == question
            ? file
            : throw new UsageException(new(
                "OtherQuestion", $"{path}, a scenario of {file.Question.Name}", $"one of {question.Name}"));
    }

    /// <summary>Makes the experiment of a plan.</summary>
    /// <exception cref="UsageException">Keys do not fit together.</exception>
    internal static IExperiment Prepare(RunPlan plan) =>
        plan.Question.Prepare(plan.Scenario, out Refusal? refusal) ?? throw new UsageException(refusal!);
}
