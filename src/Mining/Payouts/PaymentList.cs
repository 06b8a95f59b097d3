using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>What every list of payments must be, whatever form pays it.</summary>
internal static class PaymentList
{
    /// <summary>The most payments, for which memory suffices everywhere.</summary>
    internal const int CountMax = 1_000_000;

    /// <summary>Sums up a list.</summary>
    /// <returns>The reason for which it cannot be paid, or null.</returns>
    internal static Refusal? Sum(ReadOnlySpan<TransactionOutput> payments, out Satoshi sum)
    {
        sum = default;
        if (payments.Length is 0 or > CountMax)
        {
            return PayoutRefusals.WrongPaymentCount(payments.Length);
        }

        foreach (TransactionOutput payment in payments)
        {
            // Each is held against the bound before it is added, so that the sum never overflows.
            if (payment.Amount > Satoshi.MoneyMax || sum + payment.Amount > Satoshi.MoneyMax)
            {
                return PayoutRefusals.PaymentsBeyondMoney(payment.Amount, Satoshi.MoneyMax - sum);
            }

            sum += payment.Amount;
        }

        return null;
    }
}
