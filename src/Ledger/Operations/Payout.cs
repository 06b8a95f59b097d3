using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Operations;

/// <summary>What one account gets of an epoch's rewards.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Amount">Never zero.</param>
public readonly record struct Payout(AccountId Account, Gwei Amount);
