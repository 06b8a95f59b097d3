using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>
/// A random trace: locks made, asked back, paid out and made elsewhere; pools registered, changed, ended;
/// balances spent; validators gaining and losing.
/// </summary>
internal sealed class RandomDelegation
{
    private const int Accounts = 8;
    private const int Funds = 3;

    private static readonly string[] Both =
    [
        nameof(MakeLock), nameof(RequestUnlock), nameof(Release), nameof(Credit), nameof(Withdraw),
        nameof(Collect), nameof(PostBond), nameof(Penalize), nameof(RegisterPool), nameof(ChangeTerms),
        nameof(RetirePool),
    ];

    private readonly SeededGenerator _random;

    internal RandomDelegation(Custody custody, ulong seed)
    {
        _random = new(seed);
        Ledger = new(TestDelegation.Locked with
        {
            Ledger = TestDelegation.Locked.Ledger with
            {
                UnlockDelay = 16,
                Unit = new(1000),
                MinimumBond = new(10),
            },
            Custody = custody,
            EpochLength = 4,
            EvidenceWindow = 8,
            TargetPools = 1 + (uint)_random.NextBelow(3),
            LeverageCap = _random.NextChance(1, 3) ? new Ratio(3, 1) : null,
        });
        for (int i = 0; i < Accounts; i++)
        {
            AccountId id = Ledger.Open($"account {i}", new(3000 + _random.NextBelow(9000UL)));
            if (i < Funds)
            {
                Ledger.Do(id, static (a, n) => new OpenFund(a, n, 0));
                Ledger.Register(id, new((uint)i), Terms());
                Ledger.Lock(id, new((uint)i));
            }
        }
    }

    internal TestDelegation Ledger { get; }

    internal int Steps { get; private set; }

    /// <summary>What was applied, by name.</summary>
    internal HashSet<string> Applied { get; } = [];

    internal Gwei PaidToMembers { get; private set; }

    internal static HashSet<string> Kinds(Custody custody) => custody is Custody.Locked
        ? [.. Both]
        : [.. Both, nameof(DelegateBalance), nameof(EndDelegation)];

    /// <summary>Does one thing, or what a boundary demands.</summary>
    /// <returns>R, when an epoch began.</returns>
    internal Gwei? Step()
    {
        Steps++;
        if (Ledger.Parameters.EpochOf(Ledger.State.Ledger.Now) > Ledger.Delegation.Epoch)
        {
            BeginEpoch begin = Ledger.Beginning(new(_random.NextBelow(5000UL)), Work());
            begin = begin with { Income = begin.Income with { Lost = new(_random.NextBelow(2000UL)) } };
            foreach (PoolEarning pool in EpochRewards.Of(
                Ledger.Parameters, Ledger.Delegation.Go, begin.Income).Pools)
            {
                PaidToMembers += pool.Members;
            }

            Ledger.Do(begin);
            return begin.Income.Rewards;
        }

        if (_random.NextChance(1, 4))
        {
            Ledger.Do(new AdvanceEpoch(Ledger.State.Ledger.Now + 1 + _random.NextBelow(3UL)));
        }
        else if (_random.NextChance(1, 3))
        {
            TryDelegation();
        }
        else
        {
            TryLedger();
        }

        return null;
    }

    private void TryLedger()
    {
        AccountId who = Somebody();
        Account account = Ledger.Account(who);
        ulong n = account.Operations;
        LedgerOperation operation = _random.NextBelow(9) switch
        {
            0 or 1 => new MakeLock(who, n, SomeFund()),
            2 or 3 => OfSomeLock(static (owner, number, id) => new RequestUnlock(owner, number, id)),
            4 => OfSomeLock(static (owner, number, id) => new Release(owner, number, id)),
            5 => new Credit(who, new(1 + _random.NextBelow(3000UL))),
            6 => _random.NextChance(1, 2)
                ? new Withdraw(who, n, new(1 + _random.NextBelow(4000UL)))
                : new Collect(who, n, account.Earned),
            7 => new PostBond(who, n, SomeFund(), new(1 + _random.NextBelow(50UL))),
            _ => new Penalize(SomeFund(), default, new(1 + _random.NextBelow(5UL)), []),
        };
        Note(Ledger.Try(operation), operation);
    }

    private void TryDelegation()
    {
        AccountId who = Somebody();
        var pool = new PoolId((uint)_random.NextBelow(Ledger.Delegation.Pools.Count));
        AccountId leader = Ledger.Delegation.Pools[(int)pool.Value].Operator;
        FundId fund = SomeFund();
        AccountId opener = Ledger.State.Ledger.Funds[(int)fund.Value].Operator;
        DelegationOperation operation = _random.NextBelow(8) switch
        {
            0 => new RegisterPool(opener, Ledger.Account(opener).Operations, fund, Terms()),
            1 => new ChangeTerms(leader, Ledger.Account(leader).Operations, pool, Terms()),
            2 => new RetirePool(
                leader,
                Ledger.Account(leader).Operations,
                pool,
                Ledger.Delegation.Epoch + _random.NextBelow(4UL)),
            3 => new EndDelegation(who, Ledger.Account(who).Operations),
            _ => new DelegateBalance(who, Ledger.Account(who).Operations, pool),
        };
        Note(Ledger.Try(operation), operation);
    }

    private void Note(Refusal? refusal, object operation)
    {
        if (refusal is null)
        {
            Applied.Add(operation.GetType().Name);
        }
    }

    private LedgerOperation OfSomeLock(Func<AccountId, ulong, LockId, LedgerOperation> operation)
    {
        FundId fund = SomeFund();
        IReadOnlyList<StakeLock> locks = Ledger.State.Ledger.Funds[(int)fund.Value].Locks;
        int number = _random.NextBelow(locks.Count);
        AccountId owner = locks[number].Owner;
        return operation(owner, Ledger.Account(owner).Operations, new(fund, (uint)number));
    }

    private ulong[] Work() =>
        [.. Ledger.Delegation.Pools.Select(_ => _random.NextChance(1, 5) ? 0 : _random.NextBelow(100UL))];

    private PoolTerms Terms() => new(
        new(_random.NextBelow(1200UL)), new(_random.NextBelow(100UL)), (uint)_random.NextBelow(500_000UL));

    private AccountId Somebody() => new((uint)_random.NextBelow(Accounts + 1));

    private FundId SomeFund() => new((uint)_random.NextBelow(Funds));
}
