using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>A way in which a coinbase pays what the sharing rule says to those who did not find it.</summary>
/// <remarks>Spec: docs/spec/payouts.md#forms.</remarks>
public interface IPayoutForm
{
    /// <summary>
    /// What rules are named with; it stands for all parameters, so that the same name always means the same
    /// outputs.
    /// </summary>
    string Name { get; }

    /// <summary>True when only BIP-0119 keeps others from spending what the coinbase pays.</summary>
    bool NeedsTemplates { get; }

    /// <summary>Why the form cannot pay any list, or null.</summary>
    Refusal? Check();

    /// <summary>Pays a list of payments; equal lists give equal outputs.</summary>
    /// <param name="payments">In the sharing rule's order; their sum is what the coinbase spends.</param>
    PayoutResult Pay(Sequence<TransactionOutput> payments);
}
