using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Backing;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Rules;

/// <summary>Losses: slashing, absence, leaks and fines.</summary>
/// <remarks>Spec: docs/spec/ledger.md#charges.</remarks>
internal static class ChargeRules
{
    internal static Refusal? Apply(LedgerDraft draft, Slash operation)
    {
        (FundDraft? fund, StakeLock? item, Refusal? refusal) = LockRules.Find(draft, operation.Lock);
        if (fund is null || item is null)
        {
            return refusal;
        }

        refusal = !item.IsExposed ? Refusals.NoValidator(operation.Lock)
            : item.Key != operation.Key ? Refusals.OtherKey(operation.Key, item.Key)
            : item.IsSlashed ? Refusals.AlreadySlashed(operation.Lock, item.Key)
            : BalanceFlaw(draft, item, operation.Loss)
                ?? LossFlaw(operation.LaterAtMost, BalanceOf(draft, item) - operation.Loss)
                ?? SumFlaw(operation.Loss, fund.Penalties)
                ?? RoomFlaw(fund, operation.LaterAtMost);
        if (refusal is not null)
        {
            return refusal;
        }

        int number = (int)operation.Lock.Sequence;
        Bear(draft, fund, new(number), operation.Loss, operation.Culprits);
        if (operation.LaterAtMost.Value > 0)
        {
            Gwei left = BalanceOf(draft, item) - operation.Loss;
            fund.Reservations.Add(new(
                operation.Lock.Sequence, item.Key, operation.LaterAtMost, left, IsClosed: false));
        }

        fund.Locks[number] = Delayed(draft, fund.Locks[number]);
        ValidatorRule.Eject(draft, fund, number);
        BackingRule.Settle(draft, fund);
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, ChargeReservation operation)
    {
        if (draft.Fund(operation.Fund) is not { } fund)
        {
            return Refusals.UnknownFund(operation.Fund, draft.Funds.Count);
        }

        if (operation.Reservation >= fund.Reservations.Count)
        {
            return Refusals.UnknownReservation(operation.Reservation, fund.Reservations.Count);
        }

        int place = (int)operation.Reservation;
        Reservation reservation = fund.Reservations[place];
        Refusal? flaw = ReservationFlaw(operation, reservation)
            ?? LossFlaw(operation.Loss, LeftOf(draft, fund, reservation))
            ?? SumFlaw(operation.Loss, fund.Penalties);
        if (flaw is not null)
        {
            return flaw;
        }

        fund.Reservations[place] = reservation.Less(operation.Loss, operation.IsLast);
        Bear(draft, fund, new((int)reservation.Lock), operation.Loss, operation.Culprits);
        BackingRule.Settle(draft, fund);
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, Penalize operation)
    {
        if (draft.Fund(operation.Fund) is not { } fund)
        {
            return Refusals.UnknownFund(operation.Fund, draft.Funds.Count);
        }

        Refusal? refusal = operation.Lock.TryGet(out uint number)
            ? LockFlaw(draft, fund, new(operation.Fund, number), operation.Loss)
            : draft.Parameters.Protocol is Protocol.Today ? Refusals.LossWithoutLock()
            : AmountFlaw(operation.Loss, fund.Penalties);
        if (refusal is not null)
        {
            return refusal;
        }

        Optional<int> at = operation.Lock.HasValue ? new((int)number) : default;
        Bear(draft, fund, at, operation.Loss, operation.Culprits);
        BackingRule.Settle(draft, fund);
        return null;
    }

    internal static Refusal? Apply(LedgerDraft draft, Fine operation)
    {
        if (draft.Fund(operation.Fund) is not { } fund)
        {
            return Refusals.UnknownFund(operation.Fund, draft.Funds.Count);
        }

        int place = fund.BondOf(operation.Operator);
        Refusal? refusal = place < 0
            ? Refusals.NoBond(operation.Operator, operation.Fund)
            : AmountFlaw(operation.Amount, default);
        if (refusal is null)
        {
            Bond bond = fund.Bonds[place];
            Gwei fine = Gwei.Min(operation.Amount, bond.Total);
            fund.Bonds[place] = bond.Less(fine);
            draft.Burned += fine;
            BackingRule.Settle(draft, fund);
        }

        return refusal;
    }

    /// <summary>Charges a loss, and burns it where the protocol takes it from.</summary>
    private static void Bear(
        LedgerDraft draft, FundDraft fund, Optional<int> number, Gwei loss, Sequence<AccountId> culprits)
    {
        Gwei charge = Charging.Charge(fund, loss, culprits);
        if (draft.Parameters.Protocol is Protocol.Seed)
        {
            draft.Burned += charge;
            return;
        }

        // The validator's own balance has lost it; collateral makes up for what it can.
        StakeLock item = fund.Locks[number.Value];
        fund.Locks[number.Value] = item with { Loss = item.Loss + (loss - charge) };
        draft.Burned += loss;
    }

    /// <summary>A slashed validator's own balance stays locked for as long as it can be charged.</summary>
    private static StakeLock Delayed(LedgerDraft draft, StakeLock item)
    {
        Epoch free = draft.Now + draft.Parameters.CollateralDelay;
        bool isLater = item.WithdrawableAt == Epoch.FarFuture || item.WithdrawableAt < free;
        return draft.Parameters.Protocol is Protocol.Today && isLater
            ? item with { WithdrawableAt = free }
            : item;
    }

    private static Refusal? LockFlaw(LedgerDraft draft, FundDraft fund, LockId id, Gwei loss)
    {
        if (id.Sequence >= fund.Locks.Count)
        {
            return Refusals.UnknownLock(id, fund.Locks.Count);
        }

        StakeLock item = fund.Locks[(int)id.Sequence];
        return !item.IsExposed ? Refusals.NoValidator(id)
            : !item.IsActive(draft.Now) ? Refusals.ValidatorHasLeft(id, item.LeavesAt)
            : BalanceFlaw(draft, item, loss) ?? AmountFlaw(loss, fund.Penalties);
    }

    /// <summary>Nothing loses more than it has.</summary>
    private static Refusal? BalanceFlaw(LedgerDraft draft, StakeLock item, Gwei loss) =>
        LossFlaw(loss, BalanceOf(draft, item));

    private static Refusal? LossFlaw(Gwei loss, Gwei balance) =>
        loss > balance ? Refusals.LossBeyondBalance(loss, balance) : null;

    /// <summary>
    /// What a slashed validator still has, where its balance also pays: no more than that has.
    /// </summary>
    private static Gwei LeftOf(LedgerDraft draft, FundDraft fund, Reservation reservation)
    {
        Gwei balance = BalanceOf(draft, fund.Locks[(int)reservation.Lock]);
        return Gwei.Min(balance, reservation.Left);
    }

    private static Gwei BalanceOf(LedgerDraft draft, StakeLock item)
    {
        bool isGone = draft.Parameters.Protocol is Protocol.Today && item.Status is LockStatus.Released;
        return isGone ? default : draft.Parameters.Unit - item.Loss;
    }

    /// <summary>Nothing follows the last charge; what is neither a loss nor the last is nothing.</summary>
    private static Refusal? ReservationFlaw(ChargeReservation operation, Reservation reservation) =>
        reservation.IsClosed ? Refusals.ReservationClosed(operation.Reservation)
        : operation is { Loss.Value: 0, IsLast: false } ? Refusals.ZeroAmount()
        : null;

    private static Refusal? RoomFlaw(FundDraft fund, Gwei amount) =>
        amount.Value > 0 && fund.Reservations.Count >= LedgerTypes.ReservationsMax
            ? Refusals.TooManyReservations(LedgerTypes.ReservationsMax)
            : SumFlaw(amount, fund.Reservations.Measure.Amount);

    private static Refusal? AmountFlaw(Gwei amount, Gwei sum) =>
        amount.Value == 0 ? Refusals.ZeroAmount() : SumFlaw(amount, sum);

    /// <summary>No sum of losses is larger than all ether that there will ever be.</summary>
    private static Refusal? SumFlaw(Gwei amount, Gwei sum)
    {
        Gwei permitted = LedgerParameters.AmountMax - sum;
        return amount > permitted ? Refusals.AmountTooLarge(amount, permitted) : null;
    }
}
