using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// One staker and one operator from first to last day, on a development beacon chain, to the Gwei: stake is
/// locked, an operator dies, is fined, is replaced; the stake comes back whole, with its reward beside it.
/// </summary>
public sealed class MoneyStoryTests : IDisposable
{
    private static readonly PoolId Pool = new(1);

    /// <summary>1, 4, 9, 16 … million Gwei for absences in a row.</summary>
    private static readonly ReplacementParameters Strict = new()
    {
        Fines = new() { Base = new(1_000_000), Provable = 100, Silence = 2, Most = new(500_000_000) },
        MinimumBond = new(980_000_000),
    };

    private readonly List<Gwei> _reported = [];
    private readonly MoneyRun _run = new(
        new ClusterSettings(301, Operators: 6, Pools: 1, Seats: 4, Threshold: 3, Epochs: 60, FaultPlan.None)
        {
            Terms = new(FirstBoundary: new(50), EpochsPerTerm: 50, DrawLead: 5),
        },
        MoneyRun.Quick with { Replacement = new(Strict) },
        ofEachOperator: MoneyRun.Ether * 2);

    public MoneyStoryTests() => _run.Reported = Note;

    public void Dispose() => _run.Dispose();

    [Fact]
    public void The_principal_comes_back_whole_and_the_reward_is_beside_it()
    {
        BondAndLock();
        Assert.Equal(MoneyRun.Ether * 68, _run.Staker.Free);
        _run.RunToCheckpoint(new(2));

        OperatorId dead = _run.Chain.PoolOf(Pool)!.Serving.Value.Sharing.Members[0].Member;
        _run.Cluster.Crash(dead, Duration.FromSeconds(1_000_000));
        _run.RunUntil(c => c.Faults.Any(f => f.Culprit == dead && f.Kind is FaultKind.Absence));
        _run.RunUntil(c => c.PoolOf(Pool)!.Serving.Value.Sharing.ShareOf(dead) is null);
        ConductRecord conduct = _run.Chain.OperatorOf(dead)!.Conduct;
        Assert.Equal(1u, _run.Chain.PoolOf(Pool)!.Settling.Value.Context.Id.Replacement);
        Assert.Equal(default, _run.Chain.Term);
        Assert.Equal(Fines(conduct.Absence), conduct.Fined - Silences(conduct.Silence));

        AccountId staker = _run.StakerAccount;
        _run.Ask(staker, number => new RequestUnlock(staker, number, new(default, 0)));
        StakeLock item = _run.FundOf(default).Locks[0];
        Assert.Equal(LockStatus.Exiting, item.Status);
        _run.RunToCheckpoint(item.WithdrawableAt);
        _run.Ask(staker, number => new Release(staker, number, new(default, 0)));

        Assert.Equal(MoneyRun.Ether * 100, _run.Staker.Free);
        AssertEveryGwei(dead);
    }

    /// <summary>What was gained went to the staker and the committees; what was lost was burned.</summary>
    private void AssertEveryGwei(OperatorId dead)
    {
        Gwei toStaker = default;
        Gwei toCommittees = default;
        Gwei lost = default;
        Gwei before = default;
        foreach (Gwei balance in _reported)
        {
            if (before != default && balance > before)
            {
                Gwei gain = balance - before;
                ulong each = gain.Value / 10 / 4;
                toCommittees += new Gwei(each * 4);
                toStaker += gain - new Gwei(each * 4);
            }

            lost += before > balance ? before - balance : default;
            before = balance;
        }

        // What came after the lock stopped earning went to the reserve.
        Gwei earned = _run.Staker.Earned;
        Gwei reserve = _run.Ledger.Accounts[0].Earned;
        Gwei operators = default;
        for (int i = 1; i <= 6; i++)
        {
            operators += _run.Ledger.Accounts[i].Earned;
        }

        Assert.True(earned.Value > 0);
        Assert.Equal(toStaker, earned + reserve);
        Assert.Equal(toCommittees, operators);
        Gwei fined = default;
        foreach (OperatorEntry entry in _run.Chain.Operators)
        {
            fined += entry.Conduct.Fined;
        }

        Assert.Equal(lost + fined, _run.Ledger.Burned);
        Assert.Equal(MoneyRun.Ether * 6, _run.FundOf(default).Figures.Collateral + _run.Ledger.Burned);
        Assert.True(_run.Chain.Money.BondOf(default, new(dead.Value)).Total < Strict.MinimumBond);
    }

    private void BondAndLock()
    {
        _run.Start();
        _run.Bond(_run.Cluster.Operators.Keys, default, MoneyRun.Ether);
        AccountId staker = _run.StakerAccount;
        _run.Ask(staker, number => new MakeLock(staker, number, default));
        _run.RunUntil(static c => c.PoolOf(Pool)!.Stake.HasValue);
    }

    /// <summary>Notes each report, since the chain keeps only what follows from it.</summary>
    private void Note(ChainState chain)
    {
        if (chain.PoolOf(Pool)!.Stake.HasValue && chain.Beacon.Pools.Count > 0)
        {
            _reported.Add(chain.Beacon.Pools[0].Balance);
        }
    }

    private static Gwei Fines(uint absences) => new(1_000_000 * Squares(absences));

    private static Gwei Silences(uint silences) => new(2_000_000 * Squares(silences));

    private static ulong Squares(uint count)
    {
        ulong sum = 0;
        for (ulong n = 1; n <= count; n++)
        {
            sum += n * n;
        }

        return sum;
    }
}
