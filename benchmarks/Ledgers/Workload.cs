using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Ledgers;

/// <summary>A ledger of many stakers, and blocks of what they and the beacon chain do to it.</summary>
internal sealed class Workload
{
    private static readonly FundId Fund = new(0);
    private static readonly AccountId Pool = new(0);
    private static readonly Gwei Ether = new(1_000_000_000);

    private readonly SeededGenerator _random;
    private readonly Dictionary<uint, ulong> _numbers = [];

    /// <summary>Makes so many locks, one of each account; nine tenths of them are backed.</summary>
    internal Workload(int locks)
    {
        _random = new((ulong)locks);
        Run([
            new OpenAccount(Hash32.Sha256("pool"u8)),
            new Credit(Pool, new(LedgerParameters.AmountMax.Value / 2)),
            new OpenFund(Pool, 0, 50_000),
            new PostBond(Pool, 1, Fund, Capacity.Required((ulong)locks * 9 / 10, Parameters)),
        ]);
        const int AtOnce = 1000;
        for (int done = 0; done < locks; done += AtOnce)
        {
            Run([.. Enumerable.Range(done + 1, Math.Min(AtOnce, locks - done)).SelectMany(Staker)]);
        }
    }

    /// <summary>Penalties from collateral, validators through the exit queue.</summary>
    internal static LedgerParameters Parameters { get; } =
        new() { Protocol = Protocol.Seed, Mode = BackingMode.Electra, UnlockDelay = 1 };

    internal LedgerState State { get; private set; } = LedgerState.Empty;

    private MerkleLocks Locks => new(State);

    /// <summary>A block's operations, all of which apply.</summary>
    internal LedgerOperation[] Block(int count)
    {
        _numbers.Clear();
        var taken = new HashSet<uint>();
        return [.. Enumerable.Range(0, count).Select(_ => Next(taken))];
    }

    /// <summary>Applies operations, none of which may be refused.</summary>
    internal void Run(IReadOnlyList<LedgerOperation> operations)
    {
        (State, IReadOnlyList<Refusal?> refusals) = LedgerRules.ApplyAll(Parameters, State, operations);
        for (int i = 0; i < refusals.Count; i++)
        {
            Invariant.Holds(refusals[i] is null, $"{operations[i]} applies: {refusals[i]}");
        }
    }

    private static IEnumerable<LedgerOperation> Staker(int number)
    {
        var account = new AccountId((uint)number);
        yield return new OpenAccount(Hash32.Sha256(BitConverter.GetBytes(number)));
        yield return new Credit(account, Ether * 200);
        yield return new MakeLock(account, 0, Fund);
    }

    /// <summary>
    /// Of 100: 40 locks made, 20 asked back, 20 paid rewards, 10 money in and out, 10 others.
    /// </summary>
    private LedgerOperation Next(HashSet<uint> taken)
    {
        int kind = _random.NextBelow(100);
        return kind switch
        {
            < 40 => Owner((a, n) => new MakeLock(a, n, Fund)),
            < 60 => AskBack(taken),
            < 80 => Pay(taken),
            < 85 => new Credit(Anybody(), Ether),
            < 90 => Owner((a, n) => new Withdraw(a, n, new(1))),
            < 94 => new Reward(Fund, Ether),
            < 98 => new Penalize(Fund, default, new(1_000_000), []),
            _ => new PostBond(Pool, NumberOf(Pool), Fund, new(1_000_000)),
        };
    }

    private LedgerOperation AskBack(HashSet<uint> taken) => Eligible(taken) is { } found
        ? new RequestUnlock(found.Owner, NumberOf(found.Owner), found.Id)
        : new Credit(Anybody(), Ether);

    private LedgerOperation Pay(HashSet<uint> taken) =>
        Eligible(taken) is { IsBacked: true } found
            ? new Settle(found.Owner, NumberOf(found.Owner), found.Id)
            : new Credit(Anybody(), Ether);

    /// <summary>A lock that nothing else in the block touches and that keeps its backing in it.</summary>
    private (AccountId Owner, LockId Id, bool IsBacked)? Eligible(HashSet<uint> taken)
    {
        uint number = (uint)_random.NextBelow(Locks.Count / 2);
        StakeLock found = Locks[number];
        return !found.IsAskedBack && taken.Add(number)
            ? (found.Owner, new LockId(Fund, number), found.Status is LockStatus.Backed)
            : null;
    }

    private LedgerOperation Owner(Func<AccountId, ulong, LedgerOperation> make)
    {
        AccountId account = Anybody();
        Gwei free = State.Accounts[(int)account.Value].Free;
        ulong asked = _numbers.GetValueOrDefault(account.Value);

        // Whatever it has asked for in this block may have cost a unit.
        return free < Parameters.Unit * (4 + asked)
            ? new Credit(account, Ether * 200)
            : make(account, NumberOf(account));
    }

    private AccountId Anybody() => new(1 + (uint)_random.NextBelow(State.Accounts.Count - 1));

    private ulong NumberOf(AccountId account)
    {
        ulong number = _numbers.GetValueOrDefault(account.Value);
        _numbers[account.Value] = number + 1;
        return State.Accounts[(int)account.Value].Operations + number;
    }

    private readonly record struct MerkleLocks(LedgerState State)
    {
        internal int Count => State.Funds[0].Locks.Count;

        internal StakeLock this[uint number] => State.Funds[0].Locks[(int)number];
    }
}
