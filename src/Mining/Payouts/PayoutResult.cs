using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>What a form makes of payments: outputs of the coinbase, or the reason for none.</summary>
public abstract record PayoutResult
{
    private PayoutResult()
    {
    }

    /// <summary>The coinbase pays these outputs.</summary>
    /// <param name="Outputs">Their sum is the payments'.</param>
    /// <param name="Tree">What the only output expands to; null where outputs are payments.</param>
    public sealed record Paid(Sequence<TransactionOutput> Outputs, PayoutTree? Tree) : PayoutResult;

    /// <summary>The form cannot pay this list.</summary>
    /// <param name="Reason">One of docs/reasons.md#payouts.</param>
    public sealed record Refused(Refusal Reason) : PayoutResult;
}
