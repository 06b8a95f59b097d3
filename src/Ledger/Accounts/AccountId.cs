using System.Globalization;

namespace TrustlessPools.Ledger.Accounts;

/// <summary>An account's number: its place in the ledger's list of accounts, from 0.</summary>
public readonly record struct AccountId(uint Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
