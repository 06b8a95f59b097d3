namespace TrustlessPools.Simulation.Checkers;

/// <summary>Thrown when a checker sees what must never happen; says what and when.</summary>
public sealed class SafetyViolationException(string what) : Exception(what);
