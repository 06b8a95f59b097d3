using System.Numerics;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>What owners ask for.</summary>
internal static class NaiveOwners
{
    internal static string? Apply(NaiveLedger ledger, NaiveAccount actor, Withdraw asked)
    {
        string? flaw = Spending(asked.Amount.Value, actor.Free);
        if (flaw is null)
        {
            actor.Free -= asked.Amount.Value;
            ledger.PaidOut += asked.Amount.Value;
        }

        return flaw;
    }

    internal static string? Apply(NaiveAccount actor, Collect asked)
    {
        string? flaw = Spending(asked.Amount.Value, actor.Earned);
        if (flaw is null)
        {
            actor.Earned -= asked.Amount.Value;
            actor.Free += asked.Amount.Value;
        }

        return flaw;
    }

    internal static string? Apply(NaiveLedger ledger, OpenFund asked)
    {
        if (asked.Margin > 1_000_000)
        {
            return "MarginTooLarge";
        }

        ledger.Funds.Add(new(ledger.Parameters) { Operator = asked.Actor.Value, Margin = asked.Margin });
        return null;
    }

    internal static string? Apply(NaiveLedger ledger, NaiveAccount actor, MakeLock asked)
    {
        if (asked.Fund.Value >= ledger.Funds.Count)
        {
            return "UnknownFund";
        }

        string? flaw = Spending(ledger.Parameters.Unit.Value, actor.Free);
        if (flaw is null)
        {
            actor.Free -= ledger.Parameters.Unit.Value;
            List<NaiveLock> locks = ledger.Funds[(int)asked.Fund.Value].Locks;
            locks.Add(new() { Sequence = (uint)locks.Count, Owner = asked.Actor.Value });
        }

        return flaw;
    }

    internal static string? Apply(NaiveLedger ledger, RequestUnlock asked)
    {
        (NaiveFund? fund, NaiveLock? item, string? flaw) = Own(ledger, asked.Lock, asked.Actor);
        if (fund is null || item is null)
        {
            return flaw;
        }

        if (item.IsAskedBack)
        {
            return item.IsHeld ? "AlreadyExiting" : "AlreadyReleased";
        }

        if (item.IsBacked)
        {
            NaiveValidators.Unback(ledger, item);
        }

        // Without a validator there is nothing to wait for but the delay.
        ulong free = Math.Max(item.LeavesAt ?? 0, ledger.Now) + ledger.Parameters.UnlockDelay;
        item.Status = LockStatus.Exiting;
        item.WithdrawableAt = Math.Max(free, item.WithdrawableAt ?? 0);
        return null;
    }

    internal static string? Apply(NaiveLedger ledger, NaiveAccount actor, Release asked)
    {
        (_, NaiveLock? item, string? flaw) = Own(ledger, asked.Lock, asked.Actor);
        if (item is null)
        {
            return flaw;
        }

        flaw = !item.IsHeld ? "AlreadyReleased"
            : item.Status is not LockStatus.Exiting ? "NotExiting"
            : item.WithdrawableAt > ledger.Now ? "NotYetWithdrawable"
            : null;
        if (flaw is null)
        {
            item.Status = LockStatus.Released;
            actor.Free += ledger.Parameters.Unit.Value - item.Loss;
        }

        return flaw;
    }

    internal static string? Apply(NaiveLedger ledger, Settle asked)
    {
        (_, NaiveLock? item, string? flaw) = Own(ledger, asked.Lock, asked.Actor);
        if (item is { IsBacked: true })
        {
            ledger.PayReward(item);
            return null;
        }

        return flaw ?? "NotBacked";
    }

    internal static string? Apply(NaiveLedger ledger, NaiveAccount actor, PostBond asked)
    {
        if (asked.Fund.Value >= ledger.Funds.Count)
        {
            return "UnknownFund";
        }

        NaiveFund fund = ledger.Funds[(int)asked.Fund.Value];
        NaiveBond? bond = fund.BondOf(asked.Actor.Value);
        int empty = fund.Bonds.FindIndex(b => fund.TotalOf(b).IsZero && !fund.HasAsked(b.Operator));
        BigInteger staying = asked.Amount.Value + (bond?.Staying ?? 0);
        string? flaw = bond is null && empty < 0 && fund.Bonds.Count == LedgerTypes.BondsMax
            ? "TooManyBonds"
            : Spending(asked.Amount.Value, actor.Free)
                ?? (staying < ledger.Parameters.MinimumBond.Value ? "BondBelowMinimum" : null);
        if (flaw is null)
        {
            if (bond is null)
            {
                bond = new() { Operator = asked.Actor.Value };
                empty = empty < 0 ? fund.Bonds.Count : empty;
                fund.Bonds.RemoveRange(empty, Math.Min(1, fund.Bonds.Count - empty));
                fund.Bonds.Insert(empty, bond);
            }

            actor.Free -= asked.Amount.Value;
            bond.Staying += asked.Amount.Value;
        }

        return flaw;
    }

    internal static string? Apply(NaiveLedger ledger, WithdrawBond asked)
    {
        if (asked.Fund.Value >= ledger.Funds.Count)
        {
            return "UnknownFund";
        }

        NaiveFund fund = ledger.Funds[(int)asked.Fund.Value];
        if (fund.BondOf(asked.Actor.Value) is not { } bond)
        {
            return "NoBond";
        }

        BigInteger rest = bond.Staying - asked.Amount.Value;
        BigInteger least = ledger.Parameters.MinimumBond.Value;
        string? flaw = Spending(asked.Amount.Value, bond.Staying)
            ?? (rest > 0 && asked.Amount.Value < least ? "WithdrawalBelowMinimum"
                : rest > 0 && rest < least ? "BondBelowMinimum"
                : null)
            ?? (asked.Amount.Value > fund.Surplus ? "BelowRequiredCollateral"
                : fund.Leaving.Count == LedgerTypes.LeavingMax ? "TooManyLeaving"
                : null);
        if (flaw is null)
        {
            bond.Staying -= asked.Amount.Value;
            fund.Leaving.Add(new()
            {
                Operator = asked.Actor.Value,
                Asked = asked.Amount.Value,
                Left = asked.Amount.Value,
                MaturesAt = ledger.Now + ledger.Parameters.CollateralDelay,
            });
        }

        return flaw;
    }

    /// <summary>A lock, its fund, or why there is none.</summary>
    internal static (NaiveFund? Fund, NaiveLock? Lock, string? Flaw) Find(NaiveLedger ledger, LockId id)
    {
        if (id.Fund.Value >= ledger.Funds.Count)
        {
            return (null, null, "UnknownFund");
        }

        NaiveFund fund = ledger.Funds[(int)id.Fund.Value];
        return id.Sequence < fund.Locks.Count
            ? (fund, fund.Locks[(int)id.Sequence], null)
            : (null, null, "UnknownLock");
    }

    private static (NaiveFund? Fund, NaiveLock? Lock, string? Flaw) Own(
        NaiveLedger ledger, LockId id, AccountId actor)
    {
        (NaiveFund? fund, NaiveLock? item, string? flaw) = Find(ledger, id);
        return item is not null && item.Owner != actor.Value
            ? (null, null, "NotTheOwner")
            : (fund, item, flaw);
    }

    private static string? Spending(BigInteger amount, BigInteger has) =>
        amount.IsZero ? "ZeroAmount" : amount > has ? "Overdraft" : null;
}
