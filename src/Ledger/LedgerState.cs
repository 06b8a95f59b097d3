using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger;

/// <summary>All money, and whose it is.</summary>
/// <param name="Now">The beacon chain's epoch, as far as the ledger has been told.</param>
/// <param name="ExitEpoch">The end of the beacon chain's exit queue.</param>
/// <param name="ExitBalance">The churn left in that epoch.</param>
/// <param name="Accounts">By their numbers.</param>
/// <param name="Funds">By their numbers.</param>
/// <param name="Issued">All that ever came in: deposits and rewards.</param>
/// <param name="PaidOut">All that was ever withdrawn.</param>
/// <param name="Burned">All penalties and fines.</param>
public sealed record LedgerState(
    Epoch Now,
    Epoch ExitEpoch,
    Gwei ExitBalance,
    MerkleList<Account, AccountTotals> Accounts,
    MerkleList<Fund, FundTotals> Funds,
    Gwei Issued,
    Gwei PaidOut,
    Gwei Burned)
{
    private static readonly SszMerkleList<Account, AccountTotals> AccountsSsz =
        SszTypes.MerkleList<Account, AccountTotals>(Account.Ssz, LedgerTypes.AccountsMax);

    private static readonly SszMerkleList<Fund, FundTotals> FundsSsz =
        SszTypes.MerkleList<Fund, FundTotals>(Fund.Ssz, LedgerTypes.FundsMax);

    public static SszContainer<LedgerState> Ssz { get; } = SszContainer.Of<LedgerState>()
        .Field("now", SszTypes.Epoch, static x => x.Now)
        .Field("exit_epoch", SszTypes.Epoch, static x => x.ExitEpoch)
        .Field("exit_balance", SszTypes.Gwei, static x => x.ExitBalance)
        .Field("accounts", AccountsSsz, static x => x.Accounts)
        .Field("funds", FundsSsz, static x => x.Funds)
        .Field("issued", SszTypes.Gwei, static x => x.Issued)
        .Field("paid_out", SszTypes.Gwei, static x => x.PaidOut)
        .Field("burned", SszTypes.Gwei, static x => x.Burned)
        .Build(static v => new(
            v.Take<Epoch>(),
            v.Take<Epoch>(),
            v.Take<Gwei>(),
            v.Take<MerkleList<Account, AccountTotals>>(),
            v.Take<MerkleList<Fund, FundTotals>>(),
            v.Take<Gwei>(),
            v.Take<Gwei>(),
            v.Take<Gwei>()));

    /// <summary>A ledger without anything in it.</summary>
    public static LedgerState Empty { get; } =
        new(default, default, default, AccountsSsz.Empty, FundsSsz.Empty, default, default, default);

    /// <summary>The branch from an account that is there to the ledger's root.</summary>
    internal static MerkleBranch BranchOfAccount(LedgerState state, AccountId id) => AccountsSsz
        .BranchOf(state.Accounts, (int)id.Value)
        .Under(Ssz.BranchOf(state, "accounts"));

    /// <summary>Where an account lies in the ledger's tree.</summary>
    internal static GeneralizedIndex IndexOfAccount(AccountId id) =>
        AccountsSsz.IndexOf(id.Value).Under(Ssz.IndexOf("accounts"));

    /// <summary>The branch from a lock that is there to the ledger's root.</summary>
    internal static MerkleBranch BranchOfLock(LedgerState state, LockId id) =>
        Fund.BranchOfLock(state.Funds[(int)id.Fund.Value], id.Sequence)
            .Under(FundsSsz.BranchOf(state.Funds, (int)id.Fund.Value))
            .Under(Ssz.BranchOf(state, "funds"));

    /// <summary>Where a lock lies in the ledger's tree.</summary>
    internal static GeneralizedIndex IndexOfLock(LockId id) => Fund.IndexOfLock(id.Sequence)
        .Under(FundsSsz.IndexOf(id.Fund.Value))
        .Under(Ssz.IndexOf("funds"));

    /// <summary>The lock of a number, or null.</summary>
    public StakeLock? LockOf(LockId id) =>
        id.Fund.Value < Funds.Count && id.Sequence < Funds[(int)id.Fund.Value].Locks.Count
            ? Funds[(int)id.Fund.Value].Locks[(int)id.Sequence]
            : null;
}
