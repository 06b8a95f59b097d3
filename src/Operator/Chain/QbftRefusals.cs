using TrustlessPools.Consensus;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Refusals of the consensus in the form that all refusals have.</summary>
internal static class QbftRefusals
{
    internal static Refusal ToRefusal(QbftRefusal reason) =>
        new(reason.GetType().Name, reason.ToString(), "docs/spec/consensus.md");
}
