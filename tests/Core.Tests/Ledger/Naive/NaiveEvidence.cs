using System.Numerics;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>What follows from evidence.</summary>
internal static class NaiveEvidence
{
    internal static string? Apply(NaiveLedger ledger, LedgerOperation operation) => operation switch
    {
        OpenAccount open => Apply(ledger, open),
        Credit credit => Apply(ledger, credit),
        Reward reward => Apply(ledger, reward),
        PayRewards pay => Apply(ledger, pay),
        Slash slash => Apply(ledger, slash),
        ChargeReservation charge => Apply(ledger, charge),
        Penalize penalize => Apply(ledger, penalize),
        Fine fine => Apply(ledger, fine),
        Hold hold => Apply(ledger, hold),
        EndHold end => Apply(ledger, end),
        AdvanceEpoch advance => Apply(ledger, advance),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static string? Apply(NaiveLedger ledger, OpenAccount open)
    {
        ledger.Accounts.Add(new() { Owner = open.Owner });
        return null;
    }

    private static string? Apply(NaiveLedger ledger, Credit credit)
    {
        string? flaw = credit.Account.Value >= ledger.Accounts.Count
            ? "UnknownAccount"
            : Amount(credit.Amount, ledger.Issued);
        if (flaw is null)
        {
            ledger.Issued += credit.Amount.Value;
            ledger.Accounts[(int)credit.Account.Value].Free += credit.Amount.Value;
        }

        return flaw;
    }

    private static string? Apply(NaiveLedger ledger, Reward reward)
    {
        if (reward.Fund.Value >= ledger.Funds.Count)
        {
            return "UnknownFund";
        }

        if (Amount(reward.Amount, ledger.Issued) is { } flaw)
        {
            return flaw;
        }

        NaiveFund fund = ledger.Funds[(int)reward.Fund.Value];
        var members = new Ratio(1_000_000 - fund.Margin, 1_000_000);
        BigInteger left = reward.Amount.Value;
        List<NaiveLock> backed = [.. fund.Locks.Where(static l => l.IsBacked)];
        foreach (NaiveLock item in backed)
        {
            BigInteger part = (Ratio.FromInteger(reward.Amount.Value) * members
                / Ratio.FromInteger(backed.Count)).Floor();
            item.Unpaid += part;
            left -= part;
        }

        ledger.Accounts[(int)fund.Operator].Earned += left;
        ledger.Issued += reward.Amount.Value;
        return null;
    }

    private static string? Apply(NaiveLedger ledger, PayRewards pay)
    {
        string? flaw = Amount(pay.Amount, ledger.Issued)
            ?? (pay.Reserve.Value >= ledger.Accounts.Count ? "UnknownAccount" : null);
        BigInteger left = pay.Amount.Value;
        long before = -1;
        foreach (Payout payout in pay.Payouts)
        {
            left -= payout.Amount.Value;
            flaw ??= payout.Account.Value >= ledger.Accounts.Count ? "UnknownAccount"
                : payout.Account.Value <= before ? "PayoutsOutOfOrder"
                : payout.Amount.Value == 0 ? "ZeroAmount"
                : left < 0 ? "PayoutsBeyondIncome"
                : null;
            before = payout.Account.Value;
        }

        if (flaw is null)
        {
            ledger.Issued += pay.Amount.Value;
            pay.Payouts.ToList().ForEach(p =>
                ledger.Accounts[(int)p.Account.Value].Earned += p.Amount.Value);
            ledger.Accounts[(int)pay.Reserve.Value].Earned += left;
        }

        return flaw;
    }

    private static string? Apply(NaiveLedger ledger, Slash slash)
    {
        (NaiveFund? fund, NaiveLock? item, string? flaw) = NaiveOwners.Find(ledger, slash.Lock);
        if (fund is null || item is null)
        {
            return flaw;
        }

        flaw = item.Key is null ? "NoValidator"
            : item.Key != slash.Key ? "OtherKey"
            : item.IsSlashed ? "AlreadySlashed"
            : Loss(ledger, item, slash.Loss.Value)
                ?? Loss(ledger, item, slash.Loss.Value + (BigInteger)slash.LaterAtMost.Value)
                ?? Room(slash.Loss, fund.Penalties) ?? Room(slash.LaterAtMost, fund.Reserved);
        if (flaw is not null)
        {
            return flaw;
        }

        BigInteger left = ledger.Parameters.Unit.Value - item.Loss - slash.Loss.Value;
        NaiveCharges.Bear(ledger, fund, item, slash.Loss, slash.Culprits);
        if (slash.LaterAtMost.Value > 0)
        {
            fund.Reservations.Add(new()
            {
                Lock = item.Sequence,
                Key = item.Key!.Value,
                Amount = slash.LaterAtMost.Value,
                Left = left,
            });
        }

        if (ledger.Parameters.Protocol is Protocol.Today)
        {
            ulong free = ledger.Now + ledger.Parameters.CollateralDelay;
            item.WithdrawableAt = Math.Max(free, item.WithdrawableAt ?? 0);
        }

        NaiveValidators.Eject(ledger, fund, item);
        return null;
    }

    private static string? Apply(NaiveLedger ledger, ChargeReservation charge)
    {
        if (charge.Fund.Value >= ledger.Funds.Count)
        {
            return "UnknownFund";
        }

        NaiveFund fund = ledger.Funds[(int)charge.Fund.Value];
        if (charge.Reservation >= fund.Reservations.Count)
        {
            return "UnknownReservation";
        }

        NaiveReservation reservation = fund.Reservations[(int)charge.Reservation];
        NaiveLock item = fund.Locks[(int)reservation.Lock];
        string? flaw = reservation.IsClosed
            ? "ReservationClosed"
            : charge.Loss.Value == 0 && !charge.IsLast ? "ZeroAmount"
            : charge.Loss.Value > reservation.Left ? "LossBeyondBalance"
            : Loss(ledger, item, charge.Loss.Value) ?? Room(charge.Loss, fund.Penalties);
        if (flaw is null)
        {
            reservation.IsClosed = charge.IsLast;
            BigInteger amount = BigInteger.Max(0, reservation.Amount - charge.Loss.Value);
            reservation.Amount = charge.IsLast ? 0 : amount;
            reservation.Left = charge.IsLast ? 0 : reservation.Left - charge.Loss.Value;
            NaiveCharges.Bear(ledger, fund, item, charge.Loss, charge.Culprits);
        }

        return flaw;
    }

    private static string? Apply(NaiveLedger ledger, Penalize penalize)
    {
        if (penalize.Fund.Value >= ledger.Funds.Count)
        {
            return "UnknownFund";
        }

        NaiveFund fund = ledger.Funds[(int)penalize.Fund.Value];
        NaiveLock? item = null;
        string? flaw;
        if (penalize.Lock.TryGet(out uint number))
        {
            (_, item, flaw) = NaiveOwners.Find(ledger, new(penalize.Fund, number));
            flaw ??= item!.Key is null ? "NoValidator"
                : item.HasLeft(ledger.Now) ? "ValidatorHasLeft"
                : Loss(ledger, item, penalize.Loss.Value) ?? Amount(penalize.Loss, fund.Penalties);
        }
        else
        {
            flaw = ledger.Parameters.Protocol is Protocol.Today
                ? "LossWithoutLock"
                : Amount(penalize.Loss, fund.Penalties);
        }

        if (flaw is null)
        {
            NaiveCharges.Bear(ledger, fund, item, penalize.Loss, penalize.Culprits);
        }

        return flaw;
    }

    private static string? Apply(NaiveLedger ledger, Fine fine)
    {
        if (fine.Fund.Value >= ledger.Funds.Count)
        {
            return "UnknownFund";
        }

        NaiveFund fund = ledger.Funds[(int)fine.Fund.Value];
        if (fund.BondOf(fine.Operator.Value) is not { } bond)
        {
            return "NoBond";
        }

        string? flaw = Amount(fine.Amount, 0);
        if (flaw is null)
        {
            var paid = BigInteger.Min(fine.Amount.Value, fund.TotalOf(bond));
            fund.Take(bond, paid);
            ledger.Burned += paid;
        }

        return flaw;
    }

    private static string? Apply(NaiveLedger ledger, Hold hold)
    {
        if (hold.Account.Value >= ledger.Accounts.Count)
        {
            return "UnknownAccount";
        }

        NaiveAccount account = ledger.Accounts[(int)hold.Account.Value];
        string? flaw = hold.Amount.Value > account.Free ? "Overdraft" : Amount(hold.Amount, 0);
        account.Free -= flaw is null ? hold.Amount.Value : 0;
        account.Held += flaw is null ? hold.Amount.Value : 0;
        return flaw;
    }

    private static string? Apply(NaiveLedger ledger, EndHold end)
    {
        if (end.Account.Value >= ledger.Accounts.Count)
        {
            return "UnknownAccount";
        }

        NaiveAccount account = ledger.Accounts[(int)end.Account.Value];
        string? flaw = end.Amount.Value > account.Held ? "Overdraft"
            : Amount(end.Amount, 0) ?? (end.Burned > end.Amount ? "Overdraft" : null);
        if (flaw is null)
        {
            account.Held -= end.Amount.Value;
            account.Free += end.Amount.Value - end.Burned.Value;
            ledger.Burned += end.Burned.Value;
        }

        return flaw;
    }

    private static string? Apply(NaiveLedger ledger, AdvanceEpoch advance)
    {
        if (advance.Epoch.Value <= ledger.Now)
        {
            return "EpochNotLater";
        }

        if (advance.Epoch > LedgerParameters.EpochMax)
        {
            return "EpochTooLarge";
        }

        ledger.Now = advance.Epoch.Value;
        foreach (NaiveFund fund in ledger.Funds)
        {
            NaiveValidators.LetGo(ledger, fund);
            PayMatured(ledger, fund);
            NaiveValidators.Back(ledger, fund);
            NaiveValidators.TakeTurn(ledger, fund);
        }

        return null;
    }

    /// <summary>What has matured is paid, as far as it is not needed; the rest stays as a bond.</summary>
    private static void PayMatured(NaiveLedger ledger, NaiveFund fund)
    {
        foreach (NaivePiece piece in fund.Leaving.Where(p => p.MaturesAt <= ledger.Now).ToList())
        {
            BigInteger spare = BigInteger.Max(0, fund.Collateral - fund.Reserved - fund.Required);
            BigInteger paid = BigInteger.Min(piece.Left, spare);
            fund.Leaving.Remove(piece);
            fund.BondOf(piece.Operator)!.Staying += piece.Left - paid;
            ledger.Accounts[(int)piece.Operator].Free += paid;
        }
    }

    /// <summary>Nothing loses more than it has.</summary>
    private static string? Loss(NaiveLedger ledger, NaiveLock item, BigInteger loss)
    {
        bool isGone = ledger.Parameters.Protocol is Protocol.Today && !item.IsHeld;
        BigInteger balance = isGone ? 0 : ledger.Parameters.Unit.Value - item.Loss;
        return loss > balance ? "LossBeyondBalance" : null;
    }

    /// <summary>No sum of amounts is larger than all ether that there will ever be.</summary>
    private static string? Room(Gwei amount, BigInteger sum) =>
        amount.Value + sum > LedgerParameters.AmountMax.Value ? "AmountTooLarge" : null;

    private static string? Amount(Gwei amount, BigInteger sum) =>
        amount.Value == 0 ? "ZeroAmount" : Room(amount, sum);
}
