using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Invariants;

/// <summary>What went in and out of the ledger, beside what is on accounts.</summary>
internal readonly record struct MoneyFlow(Gwei OnAccounts, Gwei Issued, Gwei PaidOut, Gwei Burned);
