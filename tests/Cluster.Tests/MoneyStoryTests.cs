using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// One staker and one operator from first to last day, on a development beacon chain, to the Gwei: stake is
/// locked, an operator dies, is fined, is replaced; the stake comes back whole, with its reward beside it.
/// </summary>
public sealed class MoneyStoryTests
{
    private static readonly Gwei Ether = new(1_000_000_000);
    private static readonly PoolId Pool = new(1);
    private static readonly AccountId StakerAccount = new(7);

    /// <summary>1, 4, 9, 16 … million Gwei for absences in a row.</summary>
    private static readonly ReplacementParameters Strict = new()
    {
        Fines = new() { Base = new(1_000_000), Provable = 100, Silence = 2, Most = new(500_000_000) },
        MinimumBond = new(980_000_000),
    };

    private static readonly MoneyParameters Parameters = new()
    {
        Protocol = Protocol.Seed,
        Mode = BackingMode.Electra,
        UnlockDelay = 4,
        CollateralDelay = 8,
        RewardEpoch = 1,
        EvidenceWindow = 2,
        SlashingsVector = 64,
        IsMinimalChurn = true,
        NetworkStake = new(13 * 32 * Ether.Value),
        Replacement = new(Strict),
    };

    private readonly List<(Epoch Checkpoint, Gwei Balance)> _reported = [];
    private readonly SimulatedCluster _cluster;
    private readonly SecretScalar _staker;

    public MoneyStoryTests()
    {
        byte[] seed = new byte[SecretBytes.Size];
        seed[0] = 9;
        using SecretBytes secret = SecretBytes.From(seed);
        _staker = secret.DeriveScalar("staker");
        _cluster = new(new ClusterSettings(
            301, Operators: 6, Pools: 1, Seats: 4, Threshold: 3, Epochs: 60, FaultPlan.None)
        {
            Terms = new(FirstBoundary: new(50), EpochsPerTerm: 50, DrawLead: 5),
            Money = operators => new(
                Parameters,
                [
                    .. operators.Select(static o => new Allocation(
                        o.Identity.IdentityKey, default, new(2 * Ether.Value))),
                    new(_staker.ToPublicPoint().ToBytes(), Hash32.Sha256("staker"u8), new(100 * Ether.Value)),
                ]),
        });
    }

    /// <summary>The chain as the first living operator sees it.</summary>
    private ChainState Chain => _cluster.Operators.Values.First(static o => o.State is not null).State!.Chain;

    private LedgerState Ledger => Chain.Money.Ledger;

    private Account Staker => Ledger.Accounts[(int)StakerAccount.Value];

    [Fact]
    public void The_principal_comes_back_whole_and_the_reward_is_beside_it()
    {
        BondAndLock();
        Assert.Equal(new Gwei(68 * Ether.Value), Staker.Free);
        RunUntil(c => c.Beacon.Checkpoint.TryGet(out Epoch known) && known.Value >= 2);

        OperatorId dead = Chain.PoolOf(Pool)!.Serving.Value.Sharing.Members[0].Member;
        _cluster.Crash(dead, Duration.FromSeconds(1_000_000));
        RunUntil(c => c.Faults.Any(f => f.Culprit == dead && f.Kind is FaultKind.Absence));
        RunUntil(c => c.PoolOf(Pool)!.Serving.Value.Sharing.ShareOf(dead) is null);
        ConductRecord conduct = Chain.OperatorOf(dead)!.Conduct;
        Assert.Equal(1u, Chain.PoolOf(Pool)!.Settling.Value.Context.Id.Replacement);
        Assert.Equal(default, Chain.Term);
        Assert.Equal(Fines(conduct.Absence), conduct.Fined - Silences(conduct.Silence));

        ulong number = Staker.Operations;
        Request(new RequestUnlock(StakerAccount, number, new(default, 0)));
        Assert.Equal(LockStatus.Exiting, Ledger.Funds[0].Locks[0].Status);
        Epoch free = Ledger.Funds[0].Locks[0].WithdrawableAt;
        RunUntil(c => c.Beacon.Checkpoint.TryGet(out Epoch known) && known >= free);
        Request(new Release(StakerAccount, number + 1, new(default, 0)));

        Assert.Equal(new Gwei(100 * Ether.Value), Staker.Free);
        AssertEveryGwei(dead);
    }

    /// <summary>What was gained went to the staker and the committees; what was lost was burned.</summary>
    private void AssertEveryGwei(OperatorId dead)
    {
        Gwei toStaker = default;
        Gwei toCommittees = default;
        Gwei lost = default;
        Gwei before = default;
        foreach ((_, Gwei balance) in _reported)
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
        Gwei earned = Staker.Earned;
        Gwei reserve = Ledger.Accounts[0].Earned;
        Gwei operators = default;
        for (int i = 1; i <= 6; i++)
        {
            operators += Ledger.Accounts[i].Earned;
        }

        Assert.True(earned.Value > 0);
        Assert.Equal(toStaker, earned + reserve);
        Assert.Equal(toCommittees, operators);
        Gwei fined = default;
        foreach (OperatorEntry entry in Chain.Operators)
        {
            fined += entry.Conduct.Fined;
        }

        Assert.Equal(lost + fined, Ledger.Burned);
        Assert.Equal(6 * Ether.Value, (Ledger.Funds[0].Figures.Collateral + Ledger.Burned).Value);
        Assert.True(Chain.Money.BondOf(default, new(dead.Value)).Total < Strict.MinimumBond);
    }

    private void BondAndLock()
    {
        // The network's first blocks come before anything can be asked.
        RunUntil(static c => c.Height.Value >= 1);
        foreach (OperatorId id in _cluster.Operators.Keys)
        {
            _cluster.Ask(id, new LedgerRequest(new PostBond(new(id.Value), 0, default, Ether)));
        }

        RunUntil(c => c.Money.Ledger.Funds[0].Figures.Collateral.Value == 6 * Ether.Value);
        Request(new MakeLock(StakerAccount, 0, default));
        RunUntil(c => c.PoolOf(Pool)!.Stake.HasValue);
    }

    private void Request(OwnerOperation operation)
    {
        var request = new LedgerRequest(operation);
        OperatorId via = _cluster.Operators.Values.First(static o => o.State is not null).Id;
        _cluster.Offer(via, PostRequest.Sign(request, _staker, _cluster.Rules.Network));
        RunUntil(c => c.Money.Ledger.Accounts[(int)StakerAccount.Value].Operations > operation.Number);
    }

    private void RunUntil(Func<ChainState, bool> condition)
    {
        bool hasCome = _cluster.RunUntil(WorldClock.StartOfEpoch(60), c =>
        {
            if (!c.Operators.Values.Any(static o => o.State is not null))
            {
                return false;
            }

            Note();
            return condition(Chain);
        });
        Assert.True(hasCome, $"It did not come true by epoch 60: {Chain.Beacon}, {Chain.Faults}");
    }

    /// <summary>Notes each report, since the chain keeps only what follows from it.</summary>
    private void Note()
    {
        BeaconView view = Chain.Beacon;
        if (view.Checkpoint.TryGet(out Epoch checkpoint)
            && Chain.PoolOf(Pool)!.Stake.HasValue
            && view.Pools.Count > 0
            && (_reported.Count == 0 || _reported[^1].Checkpoint < checkpoint))
        {
            _reported.Add((checkpoint, view.Pools[0].Balance));
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
