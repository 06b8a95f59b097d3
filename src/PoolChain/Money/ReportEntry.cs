using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>One validator in a report.</summary>
/// <remarks>Spec: docs/spec/money.md#reports.</remarks>
internal sealed record ReportEntry(
    ChainRules Rules,
    Teller Teller,
    ChainState State,
    PoolState Pool,
    PoolStake Stake,
    PoolReport Report,
    EpochStatement Statement)
{
    /// <summary>Epochs for which no exit queue has ever held anybody: 12 years.</summary>
    private const ulong QueueMax = 1 << 20;

    private MoneyParameters Parameters => Rules.Genesis.Money.Parameters;

    private FundId Fund => Pool.Definition.Fund;

    /// <summary>True while something can still follow for the lock.</summary>
    private bool IsOpen => !Stake.IsOver || (Stake.Reservation.TryGet(out uint place)
        && !Teller.Ledger.Funds[(int)Fund.Value].Reservations[(int)place].IsClosed);

    private bool IsActive => Report.Status is ValidatorStatus.Active or ValidatorStatus.Exiting;

    private bool IsFirstSight => Stake.Balance.Value == 0;

    /// <summary>
    /// The balance that a lower one is a loss from. Where a real chain pays out what is above the stake, a
    /// lower balance above it has lost nothing.
    /// </summary>
    private Gwei Before => Parameters.Protocol is Protocol.Today
        ? Gwei.Min(Stake.Balance, Parameters.Unit)
        : Stake.Balance;

    /// <summary>What it has gained since the last report; a deposit is no gain.</summary>
    internal PoolStake Gain()
    {
        if (Stake.IsOver || !IsActive || (!IsFirstSight && Report.Balance <= Stake.Balance))
        {
            return Stake;
        }

        if (!IsFirstSight)
        {
            Share(Report.Balance - Stake.Balance);
        }

        return Stake with { Balance = Report.Balance };
    }

    /// <summary>What it has lost since.</summary>
    internal PoolStake Lose() => Report.Status switch
    {
        _ when !IsOpen => Stake,
        ValidatorStatus.Slashed or ValidatorStatus.Withdrawn when Stake.IsOver => ChargeLater(),
        ValidatorStatus.Slashed => Slash(),
        ValidatorStatus.Active or ValidatorStatus.Exiting or ValidatorStatus.Exited => Penalize(),
        _ => Stake,
    };

    /// <summary>
    /// The committee's cut to its members, the rest to the fund's locks; a delegated pool's gain waits for
    /// the end of its reward epoch.
    /// </summary>
    private void Share(Gwei gain)
    {
        if (Teller.DelegatedOn(Fund).TryGet(out PoolId delegated))
        {
            Teller.Note(delegated, gain);
            return;
        }

        AccountId[] members = [.. Members().OrderBy(static m => m.Value)];
        Gwei cut = Fund == MoneyState.RotatingFund
            ? new((ulong)((UInt128)gain.Value * Parameters.Cut / Ledger.Collateral.Fund.MarginWhole))
            : default;
        Gwei each = members.Length == 0 ? default : new(cut.Value / (ulong)members.Length);
        Gwei paid = each * (ulong)members.Length;
        if (each.Value > 0 && !Teller.Pay(new(
            paid, members.Select(m => new Payout(m, each)).ToSequence(), MoneyState.Reserve)))
        {
            return;
        }

        if (gain > paid)
        {
            Teller.Enter(new Reward(Fund, gain - paid));
        }
    }

    private PoolStake Penalize()
    {
        if (IsFirstSight || Report.Balance >= Stake.Balance)
        {
            return Stake;
        }

        Gwei loss = Before.MinusOrZero(Report.Balance);
        if (loss.Value > 0)
        {
            Teller.Enter(new Penalize(Fund, new(Stake.Lock), loss, Members().ToSequence()));
        }

        return Stake with { Balance = Report.Balance };
    }

    /// <summary>
    /// The loss so far is charged, and the most that can follow until the stake is free is reserved.
    /// </summary>
    private PoolStake Slash()
    {
        StakeLock item = Teller.Ledger.Funds[(int)Fund.Value].Locks[(int)Stake.Lock];
        int place = Teller.Ledger.Funds[(int)Fund.Value].Reservations.Count;
        Gwei before = IsFirstSight ? Parameters.Unit : Before;
        Gwei loss = Gwei.Min(before.MinusOrZero(Report.Balance), Parameters.Unit - item.Loss);
        Gwei later = Gwei.Min(WorstCase(), Parameters.Unit - item.Loss - loss);
        bool isEntered = Teller.Enter(new Slash(
            new(Fund, Stake.Lock), Stake.Key, loss, later, Members().ToSequence()));
        return Stake with
        {
            Balance = Report.Balance,
            Reservation = isEntered && later.Value > 0 ? new((uint)place) : Stake.Reservation,
            IsOver = true,
        };
    }

    private PoolStake ChargeLater()
    {
        Reservation reservation =
            Teller.Ledger.Funds[(int)Fund.Value].Reservations[(int)Stake.Reservation.Value];
        Gwei loss = Gwei.Min(Before.MinusOrZero(Report.Balance), MostOf(reservation));
        bool isLast = Report.Withdrawable <= Statement.Checkpoint;
        if (loss.Value > 0 || isLast)
        {
            Teller.Enter(new ChargeReservation(
                Fund, Stake.Reservation.Value, loss, isLast, Members().ToSequence()));
        }

        return Stake with { Balance = Report.Balance };
    }

    /// <summary>
    /// The last penalty falls as the stake comes free. What is paid out from then on is no loss: all at once,
    /// and where somebody has deposited again since, no more can be mistaken for one than was set aside.
    /// </summary>
    private Gwei MostOf(Reservation reservation) => Report switch
    {
        { Status: not ValidatorStatus.Withdrawn } => reservation.Left,
        { Balance.Value: 0 } => default,
        _ => reservation.Amount,
    };

    /// <summary>All of it where no queue is so long, and nothing can be computed.</summary>
    private Gwei WorstCase() => Report.Withdrawable > Statement.Checkpoint + QueueMax
        ? Report.Balance
        : WorstCaseReservation.Of(
            new(Parameters.Unit, Report.Balance, Statement.Checkpoint, Report.Withdrawable),
            new(Parameters.Unit, Parameters.NetworkStake),
            WorstCaseReservation.FurtherSlashedDefault,
            Parameters.Beacon);

    /// <summary>
    /// Who held the key at the checkpoint: a loss that names nobody is theirs, in equal parts.
    /// </summary>
    private IEnumerable<AccountId> Members()
    {
        Slot slot = Statement.Checkpoint.FirstSlot(Rules.SlotsPerEpoch);
        Optional<Tenure> held = Pool.TenureFor(slot);
        return held.TryGet(out Tenure? tenure)
            ? tenure.Sharing.Members.Select(m => State.OperatorOf(m.Member)!.Account)
            : [];
    }
}
