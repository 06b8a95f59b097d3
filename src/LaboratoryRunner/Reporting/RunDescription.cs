namespace TrustlessPools.LaboratoryRunner.Reporting;

/// <summary>What repeats a run to the byte.</summary>
/// <param name="Question">The question's name.</param>
/// <param name="ScenarioJson">The scenario, every key spelled out, as canonical JSON.</param>
/// <param name="Seed">What all random numbers follow from.</param>
/// <param name="Replicas">How many there are.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Command">A command line that repeats it.</param>
public sealed record RunDescription(
    string Question, string ScenarioJson, ulong Seed, int Replicas, string Version, string Command);
