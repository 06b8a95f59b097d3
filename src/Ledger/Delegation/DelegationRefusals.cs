using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>Every reason for which delegation refuses what the ledger itself would not.</summary>
internal static class DelegationRefusals
{
    internal static Refusal ParameterOutOfRange(string name, string supplied, string permitted) =>
        new("ParameterOutOfRange", $"{name} of {supplied}", permitted);

    internal static Refusal UnlockDelayTooShort(ulong supplied, UInt128 permitted) => new(
        "UnlockDelayTooShort", $"{supplied} epochs", $"at least {permitted} epochs to outlive evidence");

    internal static Refusal UnknownPool(PoolId id, int count) =>
        new("UnknownPool", $"pool {id}", $"one of the {count} pools");

    internal static Refusal PoolRetired(PoolId id, RewardEpoch retiredAt) =>
        new("PoolRetired", $"pool {id}, which ended with epoch {retiredAt}", "a pool that has not ended");

    internal static Refusal FundHasPool(FundId fund, PoolId pool) =>
        new("FundHasPool", $"fund {fund}, on which pool {pool} stands", "a fund without a pool");

    internal static Refusal TooManyPools() => new(
        "TooManyPools",
        $"pool {DelegationTypes.PoolsMax + 1}",
        $"at most {DelegationTypes.PoolsMax} pools ever");

    internal static Refusal RetirementOutOfRange(
        RewardEpoch supplied, RewardEpoch first, RewardEpoch last) =>
        new("RetirementOutOfRange", $"epoch {supplied}", $"an epoch from {first} to {last}");

    internal static Refusal WrongCustody() => new(
        "WrongCustody", "a delegation of a balance", "a lock in the fund of a pool");

    internal static Refusal ReserveHasNoStake(AccountId id) =>
        new("ReserveHasNoStake", $"account {id}, the reserve", "an account that is not the reserve");

    internal static Refusal NotDelegated(AccountId id) =>
        new("NotDelegated", $"account {id}", "an account that delegates");

    internal static Refusal BoundaryDue(RewardEpoch next) =>
        new("BoundaryDue", "an operation", $"the beginning of epoch {next} first");

    internal static Refusal BoundarySkipped(Epoch supplied, Epoch permitted) =>
        new("BoundarySkipped", $"epoch {supplied}", $"an epoch before {permitted}");

    internal static Refusal NotAtBoundary(Epoch now, Epoch permitted) =>
        new("NotAtBoundary", $"epoch {now}", $"epoch {permitted} or later");

    internal static Refusal WrongEpoch(RewardEpoch supplied, RewardEpoch permitted) =>
        new("WrongEpoch", $"epoch {supplied}", $"epoch {permitted}");

    internal static Refusal WorkOutOfOrder(PoolId supplied, PoolId before) =>
        new("WorkOutOfOrder", $"pool {supplied} behind pool {before}", "each pool once, by number");

    internal static Refusal PaidByEpoch() => new(
        "PaidByEpoch", "a reward outside of an epoch's beginning", "what the epoch's income pays");
}
