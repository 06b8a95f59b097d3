using System.Globalization;

namespace TrustlessPools.Ledger.Collateral;

/// <summary>A fund's number: its place in the ledger's list of funds, from 0.</summary>
public readonly record struct FundId(uint Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
