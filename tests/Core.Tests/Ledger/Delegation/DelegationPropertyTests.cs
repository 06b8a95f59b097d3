using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>What holds whatever owners, operators and validators do; a failure prints its seed.</summary>
public sealed class DelegationPropertyTests
{
    private const ulong Seeds = 40;
    private const int Steps = 150;

    [Theory]
    [InlineData(Custody.Locked)]
    [InlineData(Custody.Liquid)]
    public void Value_is_conserved_and_a_boundary_pays_exactly_its_rewards(Custody custody) =>
        EachSeed(custody, static trace =>
        {
            LedgerState before = trace.Ledger.State.Ledger;
            Gwei? paid = trace.Step();
            LedgerState after = trace.Ledger.State.Ledger;
            if (paid is Gwei rewards)
            {
                Assert.Equal(before.Issued + rewards, after.Issued);
                Assert.Equal(before.Accounts.Measure.Earned + rewards, after.Accounts.Measure.Earned);
                Assert.Equal(before.Funds.Measure, after.Funds.Measure);
            }

            FundTotals funds = after.Funds.Measure;
            Assert.Equal(
                after.Issued,
                after.Accounts.Measure.Free + after.Accounts.Measure.Earned
                    + (trace.Ledger.Unit * funds.Held) + funds.Collateral + funds.Owed
                    + after.PaidOut + after.Burned);
        });

    [Theory]
    [InlineData(Custody.Locked)]
    [InlineData(Custody.Liquid)]
    public void A_snapshot_rewards_two_boundaries_after_it_was_taken(Custody custody)
    {
        var taken = new List<DelegationSnapshot>();
        EachSeed(custody, trace =>
        {
            if (trace.Steps == 0)
            {
                taken = [DelegationSnapshot.Empty, DelegationSnapshot.Empty, DelegationSnapshot.Empty];
            }

            if (trace.Step() is not null)
            {
                DelegationState state = trace.Ledger.Delegation;
                taken.Add(state.Mark);
                Assert.Equal(taken[^2], state.Set);
                Assert.Equal(taken[^3], state.Go);
                Assert.Equal(StakesOf(trace.Ledger), state.Mark.Stakes.ToHashSet());
            }
        });
    }

    [Fact]
    public void Locked_stake_is_never_stale() => EachSeed(Custody.Locked, static trace =>
    {
        trace.Step();
        Assert.Equal(default, StaleStake.Of(trace.Ledger.Parameters, trace.Ledger.State).Stale);
    });

    [Fact]
    public void Liquid_stake_is_often_stale()
    {
        int stale = 0;
        EachSeed(Custody.Liquid, trace =>
        {
            trace.Step();
            stale += StaleStake.Of(trace.Ledger.Parameters, trace.Ledger.State).Stale.Value > 0 ? 1 : 0;
        });
        Assert.True(stale > (int)Seeds, $"Stale in {stale} steps only.");
    }

    [Fact]
    public void The_same_seed_gives_the_same_state()
    {
        var roots = new List<Hash32>();
        for (int i = 0; i < 2; i++)
        {
            var trace = new RandomDelegation(Custody.Locked, seed: 7);
            for (int step = 0; step < Steps; step++)
            {
                trace.Step();
            }

            roots.Add(DelegatedLedger.Ssz.HashTreeRoot(trace.Ledger.State));
        }

        Assert.Equal(roots[0], roots[1]);
    }

    private static void EachSeed(Custody custody, Action<RandomDelegation> step)
    {
        var seen = new HashSet<string>();
        Gwei members = default;
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            var trace = new RandomDelegation(custody, seed);
            Exception? failure = Record.Exception(() =>
            {
                while (trace.Steps < Steps)
                {
                    step(trace);
                }
            });
            Assert.True(failure is null, $"seed {seed}, step {trace.Steps}: {failure}");
            seen.UnionWith(trace.Applied);
            members += trace.PaidToMembers;
        }

        Assert.True(members.Value > 0, "No member was ever paid.");
        Assert.Superset(RandomDelegation.Kinds(custody), seen);
    }

    /// <summary>By another way than the rule's: over each account and pool.</summary>
    private static HashSet<SnapshotStake> StakesOf(TestDelegation ledger)
    {
        var stakes = new HashSet<SnapshotStake>();
        foreach (SnapshotPool pool in ledger.Delegation.Mark.Pools)
        {
            for (uint account = 0; account < ledger.State.Ledger.Accounts.Count; account++)
            {
                Gwei stake = StakeOf(ledger, new(account), pool.Pool);
                if (stake.Value > 0)
                {
                    stakes.Add(new(pool.Pool, new(account), stake));
                }
            }
        }

        // A pool that ended behind the snapshot has lost its liquid delegations since.
        return ledger.Parameters.Custody is Custody.Locked ? stakes : [.. stakes.Union(
            ledger.Delegation.Mark.Stakes.Where(s => ledger.Delegation.Pools[(int)s.Pool.Value]
                .IsRetired(ledger.Delegation.Epoch)))];
    }

    private static Gwei StakeOf(TestDelegation ledger, AccountId account, PoolId pool)
    {
        if (ledger.Parameters.Custody is Custody.Liquid)
        {
            return ledger.Delegation.Delegations.Contains(new(account, pool))
                ? ledger.Account(account).Free + ledger.Earned(account)
                : default;
        }

        FundId fund = ledger.Delegation.Pools[(int)pool.Value].Fund;
        return ledger.Unit * (ulong)ledger.State.Ledger.Funds[(int)fund.Value].Locks.Count(l =>
            l.Owner == account && l.Status is LockStatus.Idle or LockStatus.Backed);
    }
}
