using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;
using RegisteredStatus = TrustlessPools.Ethereum.BeaconApi.ValidatorStatus;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// A named group makes a pool in mid-run: its key is generated with the next draw, its staker deposits what
/// it signs, its validator attests, and what that gains is paid by the delegation rule, to the Gwei.
/// </summary>
public sealed class NamedGroupStoryTests : IDisposable
{
    private const ulong RewardEpoch = 2;
    private static readonly PoolId Pool = new(2);
    private static readonly FundId Fund = new(1);
    private static readonly AccountId Leader = new(1);
    private static readonly OperatorId[] Members = [new(1), new(2), new(3), new(4)];
    private static readonly Gwei FirstDeposit = MoneyRun.Ether;

    /// <summary>A pledge of the leader's one lock, a cost, and a margin of 5 %.</summary>
    private static readonly PoolTerms Terms = new(Gwei.ValidatorStake, new(1_000_000), Margin: 50_000);

    private readonly MoneyRun _run = new(
        new ClusterSettings(303, Operators: 5, Pools: 1, Seats: 1, Threshold: 1, Epochs: 44, FaultPlan.None)
        {
            Terms = new(FirstBoundary: new(10), EpochsPerTerm: 6, DrawLead: 5),
        },
        MoneyRun.Quick with { RewardEpoch = RewardEpoch, UnlockDelay = 8, TargetPools = 1 },
        ofEachOperator: MoneyRun.Ether * 40);

    private readonly Dictionary<ulong, Gwei> _deposited = [];

    /// <summary>What its validator gained, by the reward epoch in which it was reported.</summary>
    private readonly SortedDictionary<ulong, Gwei> _gains = [];

    private Epoch _reported;
    private Gwei _known;

    public NamedGroupStoryTests() => _run.Reported = Check;

    private PoolState? PoolState => _run.Chain.PoolOf(Pool);

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_pool_made_in_mid_run_is_deposited_attests_and_is_paid_by_delegation()
    {
        _run.RunToCheckpoint(new(1));
        MakePool();
        Assert.Null(PoolState!.GroupKey);
        Assert.Equal(0u, PoolState.Stake.Value.Lock);
        _run.RunUntil(_ => PoolState!.GroupKey is not null);
        Assert.Equal(Members, PoolState.Serving.Value.Sharing.Members.Select(static m => m.Member));
        Assert.Equal(MoneyRun.Credentials, PoolState.Definition.WithdrawalCredentials);

        DepositInTwoSteps();
        ValidatorIndex validator = Entry(_run.Beacon.State)!.Index;
        _run.RunUntil(_ => Entry(_run.Beacon.State)!.Status is RegisteredStatus.ActiveOngoing);
        _run.RunUntil(_ => IsInBlocks(validator));

        ulong first = FirstGain();
        _run.RunUntil(c => c.Beacon.Checkpoint.Value >= new Epoch((first + 4) * RewardEpoch));
        Assert.Equal([first, first + 1, first + 2, first + 3], _gains.Keys);
        Assert.True(_run.Staker.Earned.Value > 0);

        // The group has made its shares anew all the while.
        Assert.True(PoolState.Serving.Value.Term >= new Term(4));
        Assert.Equal(Members, PoolState.Serving.Value.Sharing.Members.Select(static m => m.Member));
    }

    /// <summary>The leader opens a fund, its members consent, somebody delegates, it pledges.</summary>
    private void MakePool()
    {
        _run.Ask(Leader, static n => new OpenFund(Leader, n, Margin: 0));
        _run.Bond(Members, Fund, MoneyRun.Ether);
        _run.Ask(Leader, static n => new CreatePool(
            Leader, n, Seats: 4, Threshold: 3, Fund, Members.ToSequence()));
        _run.Ask(Leader, static n => new DelegationRequest(new RegisterPool(Leader, n, Fund, Terms)));
        _run.Ask(_run.StakerAccount, n => new MakeLock(_run.StakerAccount, n, Fund));
        _run.Ask(Leader, static n => new MakeLock(Leader, n, Fund));
    }

    /// <summary>The staker deposits what the committee signs, when it does.</summary>
    private void DepositInTwoSteps()
    {
        Deposit(stage: 0);
        Assert.Null(Entry(_run.Beacon.State));
        Assert.Equal(FirstDeposit, _deposited[0]);
        Deposit(stage: 1);
        Assert.Equal(Gwei.ValidatorStake - FirstDeposit, _deposited[1]);

        // Signed once a finalized state, not only the head, has shown the staker's credentials.
        RegisteredValidator seen = Entry(_run.StateOf(_run.Chain.Beacon))!;
        Assert.Equal(FirstDeposit, seen.Balance);
        Assert.Equal(MoneyRun.Credentials, seen.Validator.WithdrawalCredentials.Value);
    }

    private void Deposit(ulong stage)
    {
        DepositData? signed = null;
        _run.RunUntil(_ => _run.Cluster.Operators[Members[0]].State!.Deposits
            .TryGetValue((Pool, stage), out signed));
        Assert.All(
            _run.Cluster.Operators.Values,
            o => Assert.False(o.State!.Deposits.ContainsKey((Pool, stage + 1))));
        Assert.Null(_run.Cluster.Beacon.Deposit(signed!));
        _deposited.Add(stage, signed!.Amount);
    }

    /// <summary>The reward epoch of the first gain, before which nobody has been paid.</summary>
    private ulong FirstGain()
    {
        _run.RunUntil(_ => _gains.Count > 0);
        ulong first = _gains.Keys.First();
        _run.RunUntil(c => c.Beacon.Checkpoint.Value >= new Epoch(((first + 2) * RewardEpoch) - 1));
        Assert.Equal(default, Paid());
        return first;
    }

    /// <summary>Notes what the beacon chain's own state shows, and compares what was paid.</summary>
    private void Check(ChainState chain)
    {
        if (PoolState?.GroupKey is null)
        {
            return;
        }

        RegisteredValidator? entry = Entry(_run.StateOf(chain.Beacon));
        if (entry?.Status is RegisteredStatus.ActiveOngoing)
        {
            Gwei before = _known == default ? Gwei.ValidatorStake : _known;
            _known = entry.Balance;
            if (_known > before)
            {
                ulong epoch = _reported.Value / RewardEpoch;
                _gains[epoch] = _gains.GetValueOrDefault(epoch) + (_known - before);
            }

            Assert.True(_known >= before, "The committee missed nothing.");
        }

        _reported = chain.Beacon.Checkpoint.Value;
        AssertPaid();
    }

    /// <summary>What came before the last two boundaries is paid, and all else is still to come.</summary>
    private void AssertPaid()
    {
        (Gwei leader, Gwei staker, Gwei reserve, Gwei unpaid) = (default, default, default, default);
        foreach ((ulong epoch, Gwei gained) in _gains)
        {
            if (_reported.Value < (epoch + 2) * RewardEpoch)
            {
                unpaid += gained;
                continue;
            }

            (Gwei toLeader, Gwei toMember) = Split(gained);
            leader += toLeader;
            staker += toMember;
            reserve += gained - toLeader - toMember;
        }

        Assert.Equal(leader, _run.AccountOf(Leader).Earned);
        Assert.Equal(staker, _run.Staker.Earned);
        Assert.Equal(reserve, _run.AccountOf(default).Earned);
        Gwei noted = _run.Chain.Money.Incomes[0].Gained + _run.Chain.Money.Incomes[1].Gained;
        Assert.Equal(unpaid, noted);
        Assert.Equal(_known.MinusOrZero(Gwei.ValidatorStake), Paid() + noted);
        Assert.Equal(default, _run.Ledger.Burned);
    }

    /// <summary>All that any account has earned.</summary>
    private Gwei Paid()
    {
        Gwei sum = _run.FundOf(Fund).Figures.Owed;
        foreach (Account account in _run.Ledger.Accounts)
        {
            sum += account.Earned;
        }

        return sum;
    }

    /// <summary>
    /// docs/spec/delegation.md with k = 1, a0 = 3/10, and half of the only pool's stake pledged: it earns R /
    /// (1 + a0) * (1 + a0 / 2); of what is beyond the cost, the leader has the margin and half of the rest.
    /// </summary>
    private static (Gwei Leader, Gwei Member) Split(Gwei gained)
    {
        ulong earned = gained.Value * 115 / 130;
        ulong beyond = earned - Terms.Cost.Value;
        return (new(Terms.Cost.Value + (beyond * 525 / 1000)), new(beyond * 475 / 1000));
    }

    private bool IsInBlocks(ValidatorIndex validator)
    {
        BeaconState state = _run.Beacon.State;
        return Liveness.TryGet(state, state.CurrentEpoch, validator, out bool isLive) is null && isLive;
    }

    private RegisteredValidator? Entry(BeaconState state) =>
        ValidatorEntries.Find(state, PoolState!.GroupKey!.Value);
}
