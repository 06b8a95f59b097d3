using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Accounts;

/// <summary>What all accounts add up to.</summary>
public readonly record struct AccountTotals(Gwei Free, Gwei Earned, Gwei Held)
    : IMeasure<Account, AccountTotals>
{
    /// <summary>All that is on accounts.</summary>
    public Gwei All => Free + Earned + Held;

    public static AccountTotals Of(Account element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new(element.Free, element.Earned, element.Held);
    }

    public static AccountTotals Add(AccountTotals left, AccountTotals right) =>
        new(left.Free + right.Free, left.Earned + right.Earned, left.Held + right.Held);
}
