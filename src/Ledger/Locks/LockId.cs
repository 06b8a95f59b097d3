using TrustlessPools.Ledger.Collateral;

namespace TrustlessPools.Ledger.Locks;

/// <summary>A lock: its fund, and its place in the order in which the fund's locks were made.</summary>
/// <param name="Fund">The fund whose collateral backs it.</param>
/// <param name="Sequence">Its number in the fund, from 0; smaller ones were there earlier.</param>
public readonly record struct LockId(FundId Fund, uint Sequence)
{
    public override string ToString() => $"{Fund}/{Sequence}";
}
