using System.Numerics;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>Random operations of all kinds that mostly make sense where a ledger has come to.</summary>
internal sealed class TraceGenerator(SeededGenerator random, NaiveLedger ledger)
{
    private const int AccountsMost = 9;
    private const int FundsMost = 3;
    private const int LocksMost = 60;

    private LedgerParameters Parameters => ledger.Parameters;

    private BigInteger Unit => Parameters.Unit.Value;

    /// <summary>The next operation; about one in five is bad on purpose.</summary>
    internal LedgerOperation Next()
    {
        if (ledger.Accounts.Count < 3)
        {
            return new OpenAccount(Hash32.Sha256([(byte)ledger.Accounts.Count]));
        }

        if (ledger.Funds.Count == 0)
        {
            return Open();
        }

        LedgerOperation operation = Reasonable();
        return random.NextChance(1, 5) ? TraceSpoiler.Spoil(random, ledger, operation) : operation;
    }

    private LedgerOperation Reasonable() => random.NextBelow(100) switch
    {
        < 2 when ledger.Accounts.Count < AccountsMost =>
            new OpenAccount(Hash32.Sha256([(byte)ledger.Accounts.Count])),
        < 3 when ledger.Funds.Count < FundsMost => Open(),
        < 11 => new Credit(AnyAccount(), TraceAmounts.Within(random, Unit * 4)),
        < 14 => Pay(static (a, n, m) => new Withdraw(a, n, m), static a => a.Free / 4),
        < 18 => Pay(static (a, n, m) => new Collect(a, n, m), static a => a.Earned),
        < 30 => Lock(),
        < 36 => OfLock(static l => !l.IsAskedBack, static (a, n, l) => new RequestUnlock(a, n, l)),
        < 43 => OfLock(static l => l.Status is LockStatus.Exiting, static (a, n, l) => new Release(a, n, l)),
        < 50 => OfLock(static l => l.IsBacked, static (a, n, l) => new Settle(a, n, l)),
        < 60 => Post(),
        < 67 => Take(),
        < 69 => PayOut(),
        < 75 => new Reward(AnyFund().Id, TraceAmounts.Within(random, Unit / 2)),
        < 80 => Slash(),
        < 85 => Charge(),
        < 89 => Penalize(),
        < 91 => Fine(),
        < 92 => Hold(),
        < 93 => EndHold(),
        _ => new AdvanceEpoch(new(ledger.Now + 1 + random.NextBelow(random.NextChance(1, 8) ? 12UL : 2UL))),
    };

    private OpenFund Open()
    {
        AccountId actor = AnyAccount();
        return new(actor, NumberOf(actor), random.NextBelow(3) switch
        {
            0 => 0,
            1 => 1_000_000,
            _ => (uint)random.NextBelow(1_000_001),
        });
    }

    /// <summary>To two accounts in their order, of which the first may be the second.</summary>
    private PayRewards PayOut()
    {
        Gwei amount = TraceAmounts.Within(random, Unit / 2);
        Payout[] payouts = [.. new[] { AnyAccount(), AnyAccount() }
            .OrderBy(static a => a.Value)
            .Select(a => new Payout(a, TraceAmounts.Within(random, (BigInteger)amount.Value * 3 / 5)))];
        return new(amount, [.. payouts], AnyAccount());
    }

    private LedgerOperation Pay(
        Func<AccountId, ulong, Gwei, LedgerOperation> operation, Func<NaiveAccount, BigInteger> most)
    {
        AccountId actor = AnyAccount();
        BigInteger bound = most(ledger.Accounts[(int)actor.Value]);
        return operation(actor, NumberOf(actor), TraceAmounts.Within(random, bound));
    }

    /// <summary>Locks what somebody has, while there are not too many.</summary>
    private LedgerOperation Lock()
    {
        AccountId actor = AnyAccount();
        (FundId id, NaiveFund fund) = AnyFund();
        return fund.Held >= LocksMost ? Penalize() : new MakeLock(actor, NumberOf(actor), id);
    }

    private LedgerOperation OfLock(
        Func<NaiveLock, bool> isWanted, Func<AccountId, ulong, LockId, LedgerOperation> operation)
    {
        (FundId id, NaiveFund fund) = AnyFund();
        List<NaiveLock> wanted = [.. fund.Locks.Where(isWanted)];
        NaiveLock? item = wanted.Count > 0 ? wanted[random.NextBelow(wanted.Count)] : AnyLock(fund);
        AccountId actor = item is null ? AnyAccount() : new(item.Owner);
        return operation(actor, NumberOf(actor), new(id, item?.Sequence ?? 0));
    }

    /// <summary>A bond for some validators and a bit.</summary>
    private PostBond Post()
    {
        AccountId actor = AnyAccount();
        BigInteger most = BigInteger.Min(
            ledger.Accounts[(int)actor.Value].Free, AnyFund().Fund.PerValidator.Ceiling() * 8);
        return new(actor, NumberOf(actor), AnyFund().Id, TraceAmounts.Within(random, most));
    }

    private WithdrawBond Take()
    {
        (FundId id, NaiveFund fund) = AnyFund();
        AccountId actor = AnyOperator(fund);
        BigInteger most = BigInteger.Min(fund.BondOf(actor.Value)?.Staying ?? 0, fund.Surplus);
        return new(actor, NumberOf(actor), id, TraceAmounts.Within(random, most));
    }

    private Slash Slash()
    {
        (FundId id, NaiveFund fund) = AnyFund();
        NaiveLock? item = AnyLock(fund, static l => l.Key is not null);
        Gwei later = random.NextChance(1, 4) ? default : Loss(fund, item);
        return new(
            new(id, item?.Sequence ?? 0), item?.Key ?? 0, Loss(fund, item), later, Culprits(fund));
    }

    private ChargeReservation Charge()
    {
        (FundId id, NaiveFund fund) = AnyFund();
        int place = random.NextBelow(Math.Max(1, fund.Reservations.Count));
        NaiveReservation? reservation = place < fund.Reservations.Count ? fund.Reservations[place] : null;
        BigInteger most = reservation?.Amount ?? 1;
        Gwei loss = random.NextChance(1, 4) ? Loss(fund, null) : TraceAmounts.Within(random, most);
        return new(id, (uint)place, loss, random.NextChance(1, 3), Culprits(fund));
    }

    private Penalize Penalize()
    {
        (FundId id, NaiveFund fund) = AnyFund();
        NaiveLock? item = AnyLock(fund, static l => l.Key is not null);
        bool isOfAll = Parameters.Protocol is Protocol.Seed && random.NextChance(1, 2);
        Optional<uint> place = isOfAll || item is null ? default : new(item.Sequence);
        return new(id, place, Loss(fund, item), Culprits(fund));
    }

    private Fine Fine()
    {
        (FundId id, NaiveFund fund) = AnyFund();
        return new(id, AnyOperator(fund), TraceAmounts.Within(random, fund.PerValidator.Ceiling() * 2));
    }

    private Hold Hold()
    {
        AccountId bidder = AnyAccount();
        return new(bidder, TraceAmounts.Within(random, ledger.Accounts[(int)bidder.Value].Free / 8));
    }

    private EndHold EndHold()
    {
        AccountId bidder = AnyAccount();
        Gwei amount = TraceAmounts.Within(random, ledger.Accounts[(int)bidder.Value].Held);
        return new(
            bidder, amount, random.NextChance(1, 2) ? default : TraceAmounts.Within(random, amount.Value));
    }

    /// <summary>Mostly what a bond can bear; now and then all that a validator has.</summary>
    private Gwei Loss(NaiveFund fund, NaiveLock? item) => TraceAmounts.Within(
        random, random.NextChance(1, 10) ? Unit - (item?.Loss ?? 0) : fund.PerValidator.Floor());

    private Sequence<AccountId> Culprits(NaiveFund fund)
    {
        Sequence<AccountId> culprits = [];
        for (int count = random.NextBelow(4); count > 0; count--)
        {
            culprits = culprits.Add(random.NextChance(1, 8) ? AnyAccount() : AnyOperator(fund));
        }

        return culprits;
    }

    private AccountId AnyAccount() => new((uint)random.NextBelow(ledger.Accounts.Count));

    private AccountId AnyOperator(NaiveFund fund) => fund.Bonds.Count == 0
        ? AnyAccount()
        : new(fund.Bonds[random.NextBelow(fund.Bonds.Count)].Operator);

    private (FundId Id, NaiveFund Fund) AnyFund()
    {
        // The first is used most, so that something comes together in it.
        int place = random.NextChance(2, 3) ? 0 : random.NextBelow(ledger.Funds.Count);
        return (new((uint)place), ledger.Funds[place]);
    }

    private NaiveLock? AnyLock(NaiveFund fund, Func<NaiveLock, bool>? isWanted = null)
    {
        List<NaiveLock> wanted = [.. fund.Locks.Where(isWanted ?? (static _ => true))];
        return wanted.Count == 0 ? null : wanted[random.NextBelow(wanted.Count)];
    }

    private ulong NumberOf(AccountId actor) => ledger.Accounts[(int)actor.Value].Operations;
}
