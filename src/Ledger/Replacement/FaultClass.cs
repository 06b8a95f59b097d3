namespace TrustlessPools.Ledger.Replacement;

/// <summary>What kind of failure an operator is fined for. The numbers are frozen; 0 is none.</summary>
/// <remarks>Spec: docs/spec/replacement.md#classes.</remarks>
public enum FaultClass
{
    /// <summary>
    /// A message of its own proves the fault: a bad dealing, a false dispute, two messages that contradict
    /// each other, a false report.
    /// </summary>
    Provable = 1,

    /// <summary>It said nothing in a step of a ceremony until the step was over.</summary>
    Silence = 2,

    /// <summary>It took no part in an epoch's duties.</summary>
    Absence = 3,
}
