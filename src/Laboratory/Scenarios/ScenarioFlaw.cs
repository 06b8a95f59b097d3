using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>What is wrong with a scenario's text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Refusal">Why.</param>
public sealed record ScenarioFlaw(int Line, Refusal Refusal)
{
    public override string ToString() => $"line {Line}: {Refusal}";
}
