namespace TrustlessPools.DevelopmentChain.States;

/// <summary>
/// How much a validator missed while the chain did not finalize; scales its inactivity penalty.
/// </summary>
/// <remarks>The default value is zero and valid.</remarks>
public readonly record struct InactivityScore(ulong Value)
{
    /// <summary>The score with more added.</summary>
    internal InactivityScore Plus(ulong amount) => new(Value + amount);

    /// <summary>The score lowered, but not below zero.</summary>
    internal InactivityScore MinusOrZero(ulong amount) => new(Value - Math.Min(amount, Value));
}
