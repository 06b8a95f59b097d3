namespace TrustlessPools.Laboratory.Reporting;

/// <summary>The answer to a question, for people and for programs.</summary>
/// <param name="Title">What was asked, in a few words.</param>
/// <param name="Findings">Sentences that tables and charts support, the most important first.</param>
/// <param name="Assumptions">What the answer rests on: docs/spec/simulation.md explains each.</param>
/// <param name="Tables">In reading order.</param>
/// <param name="Charts">In reading order.</param>
public sealed record Report(
    string Title,
    IReadOnlyList<string> Findings,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<Table> Tables,
    IReadOnlyList<Chart> Charts);
