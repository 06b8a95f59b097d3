using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Collateral;

/// <summary>A part of a bond on its way out.</summary>
/// <param name="Operator">Whose it is.</param>
/// <param name="Amount">What was asked for; charges may leave less.</param>
/// <param name="MaturesAt">The first epoch in which it is paid.</param>
public sealed record LeavingCollateral(AccountId Operator, Gwei Amount, Epoch MaturesAt)
{
    public static SszContainer<LeavingCollateral> Ssz { get; } = SszContainer.Of<LeavingCollateral>()
        .Field("operator", LedgerTypes.AccountId, static x => x.Operator)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Field("matures_at", SszTypes.Epoch, static x => x.MaturesAt)
        .BuildRemembering(static v => new(v.Take<AccountId>(), v.Take<Gwei>(), v.Take<Epoch>()));
}
