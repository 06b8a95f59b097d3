using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>The coinbase pays each recipient itself, on every network.</summary>
/// <remarks>Firmware bounds how many there can be (<see cref="FirmwareClass"/>).</remarks>
public sealed record DirectOutputs : IPayoutForm
{
    public string Name => "direct";

    public bool NeedsTemplates => false;

    public Refusal? Check() => null;

    public PayoutResult Pay(Sequence<TransactionOutput> payments) =>
        PaymentList.Sum(payments.AsSpan(), out _) is { } refusal
            ? new PayoutResult.Refused(refusal)
            : new PayoutResult.Paid(payments, Tree: null);
}
