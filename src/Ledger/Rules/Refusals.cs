using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>Every reason for which the ledger refuses an operation; docs/reasons.md lists them.</summary>
internal static class Refusals
{
    internal static Refusal UnknownAccount(AccountId id, int count) =>
        new("UnknownAccount", $"account {id}", $"one of the {count} accounts");

    internal static Refusal UnknownFund(FundId id, int count) =>
        new("UnknownFund", $"fund {id}", $"one of the {count} funds");

    internal static Refusal UnknownLock(LockId id, int count) =>
        new("UnknownLock", $"lock {id}", $"one of the {count} locks of fund {id.Fund}");

    internal static Refusal WrongNumber(ulong supplied, ulong permitted) =>
        new("WrongNumber", $"operation {supplied} of the account", $"operation {permitted}");

    internal static Refusal NotTheOwner(AccountId actor, AccountId owner) =>
        new("NotTheOwner", $"account {actor}", $"account {owner}");

    internal static Refusal ZeroAmount() => new("ZeroAmount", "0 Gwei", "1 Gwei or more");

    internal static Refusal AmountTooLarge(Gwei supplied, Gwei permitted) =>
        new("AmountTooLarge", $"{supplied} Gwei", $"at most {permitted} Gwei");

    internal static Refusal Overdraft(Gwei supplied, Gwei permitted) =>
        new("Overdraft", $"{supplied} Gwei", $"at most {permitted} Gwei");

    internal static Refusal MarginTooLarge(uint supplied) => new(
        "MarginTooLarge", $"{supplied} millionths", $"at most {Fund.MarginWhole} millionths");

    internal static Refusal AlreadyExiting(LockId id, Epoch withdrawable) => new(
        "AlreadyExiting", $"lock {id}, withdrawable at epoch {withdrawable}", "a lock that is not exiting");

    internal static Refusal AlreadyReleased(LockId id) =>
        new("AlreadyReleased", $"lock {id}", "a lock that was not paid out");

    internal static Refusal NotYetWithdrawable(Epoch now, Epoch withdrawable) =>
        new("NotYetWithdrawable", $"epoch {now}", $"epoch {withdrawable} or later");

    internal static Refusal NotExiting(LockId id) =>
        new("NotExiting", $"lock {id}", "a lock whose owner has asked for it back");

    internal static Refusal NotBacked(LockId id) =>
        new("NotBacked", $"lock {id}", "a lock that collateral backs");

    internal static Refusal NoBond(AccountId id, FundId fund) =>
        new("NoBond", $"account {id}", $"an account with a bond in fund {fund}");

    internal static Refusal TooManyBonds(int permitted) =>
        new("TooManyBonds", $"bond {permitted + 1}", $"at most {permitted} bonds in a fund");

    internal static Refusal TooManyLeaving(int permitted) => new(
        "TooManyLeaving",
        $"withdrawal {permitted + 1} at a time",
        $"at most {permitted} that have not matured");

    internal static Refusal BelowRequiredCollateral(Gwei supplied, Gwei permitted) =>
        new("BelowRequiredCollateral", $"{supplied} Gwei", $"at most {permitted} Gwei");

    internal static Refusal NoValidator(LockId id) =>
        new("NoValidator", $"lock {id}", "a lock on which a validator stands");

    internal static Refusal AlreadySlashed(LockId id, ulong key) =>
        new("AlreadySlashed", $"lock {id}, validator key {key}", "a validator that is not slashed");

    internal static Refusal UnknownReservation(uint supplied, int count) =>
        new("UnknownReservation", $"reservation {supplied}", $"one of the {count} reservations");

    internal static Refusal LossWithoutLock() => new(
        "LossWithoutLock", "a loss of all validators together", "a loss of one lock's validator");

    internal static Refusal LossBeyondBalance(Gwei supplied, Gwei permitted) =>
        new("LossBeyondBalance", $"{supplied} Gwei", $"at most {permitted} Gwei");

    internal static Refusal EpochNotLater(Epoch supplied, Epoch now) =>
        new("EpochNotLater", $"epoch {supplied}", $"an epoch after {now}");

    internal static Refusal EpochTooLarge(Epoch supplied, Epoch permitted) =>
        new("EpochTooLarge", $"epoch {supplied}", $"at most epoch {permitted}");

    internal static Refusal TooManyFunds(long permitted) =>
        new("TooManyFunds", $"fund {permitted + 1}", $"at most {permitted} funds");

    internal static Refusal TooManyReservations(int permitted) => new(
        "TooManyReservations", $"reservation {permitted + 1}", $"at most {permitted} reservations in a fund");

    internal static Refusal PayoutsOutOfOrder(AccountId supplied, AccountId before) => new(
        "PayoutsOutOfOrder", $"account {supplied} behind account {before}", "each account once, by number");

    internal static Refusal PayoutsBeyondIncome(Gwei supplied, Gwei permitted) =>
        new("PayoutsBeyondIncome", $"{supplied} Gwei", $"at most the {permitted} Gwei that are left");

    internal static Refusal OtherKey(ulong supplied, ulong permitted) =>
        new("OtherKey", $"validator key {supplied}", $"validator key {permitted}");

    internal static Refusal ReservationClosed(uint supplied) => new(
        "ReservationClosed", $"reservation {supplied}", "a reservation whose last charge is still to come");

    internal static Refusal BondBelowMinimum(Gwei supplied, Gwei permitted) => new(
        "BondBelowMinimum", $"{supplied} Gwei that stay", $"at least {permitted} Gwei, or none");

    internal static Refusal WithdrawalBelowMinimum(Gwei supplied, Gwei permitted) =>
        new("WithdrawalBelowMinimum", $"{supplied} Gwei", $"at least {permitted} Gwei, or all that stay");

    internal static Refusal ValidatorHasLeft(LockId id, Epoch left) => new(
        "ValidatorHasLeft", $"lock {id}, whose validator left at epoch {left}", "a validator that is active");
}
