using TrustlessPools.Laboratory.Questions;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>A scenario as a file gives it.</summary>
/// <param name="Question">Whose scenario it is.</param>
/// <param name="Seed">What all random numbers follow from, where the file says it.</param>
/// <param name="Replicas">How many there are to be, where the file says it.</param>
/// <param name="Scenario">A value for every key.</param>
public sealed record ScenarioFile(IQuestion Question, ulong? Seed, int? Replicas, Scenario Scenario);
