using TrustlessPools.Primitives;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>A folder does not hold what a run needs.</summary>
/// <param name="refusal">Why.</param>
public sealed class RunException(Refusal refusal) : IOException(refusal?.ToString())
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal!;
}
