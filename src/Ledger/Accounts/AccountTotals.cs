using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Accounts;

/// <summary>What all accounts add up to.</summary>
public readonly record struct AccountTotals(Gwei Free, Gwei Earned) : IMeasure<Account, AccountTotals>
{
    public static AccountTotals Of(Account element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new(element.Free, element.Earned);
    }

    public static AccountTotals Add(AccountTotals left, AccountTotals right) =>
        new(left.Free + right.Free, left.Earned + right.Earned);
}
