using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.ThresholdSignatures;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// Members of a committee, as many as its threshold, get its validator slashed. What that costs is charged as
/// the beacon chain takes it, to the Gwei, to those who held the key; the staker is paid in full.
/// </summary>
public sealed class SlashingStoryTests : IDisposable
{
    private const int Residents = 199;
    private static readonly PoolId Pool = new(1);
    private static readonly Gwei Stake = Gwei.ValidatorStake;
    private static readonly Gwei Bond = new(475_000_000);
    private static readonly Gwei ForOneLock = new(320_000_000);

    private static readonly MoneyParameters Parameters = MoneyRun.Quick with
    {
        CollateralDelay = 64,
        NetworkStake = Stake * (Residents + 1),
    };

    private readonly MoneyRun _run = new(
        new ClusterSettings(302, Operators: 4, Pools: 1, Seats: 3, Threshold: 2, Epochs: 80, FaultPlan.None)
        {
            Residents = Residents,
            Terms = new(FirstBoundary: new(14), EpochsPerTerm: 14, DrawLead: 5),
        },
        Parameters,
        ofEachOperator: MoneyRun.Ether);

    /// <summary>What each operator's bond must be, by account.</summary>
    private readonly Gwei[] _bonds = [default, Bond, Bond, Bond, Bond];

    /// <summary>Once it is slashed.</summary>
    private ExpectedPenalties? _penalties;

    private Gwei _known = Stake;
    private Gwei _gained;
    private Gwei _charged;
    private Optional<Gwei> _reserved;

    public SlashingStoryTests() => _run.Reported = Check;

    private PoolState PoolState => _run.Chain.PoolOf(Pool)!;

    private Fund Fund => _run.FundOf(default);

    private Gwei Collateral => _bonds.Aggregate(static (sum, bond) => sum + bond);

    private ulong Capacity => Collateral.MinusOrZero(_reserved.TryGet(out Gwei reserved) ? reserved : default)
        .Value / ForOneLock.Value;

    private ulong CapacityInBooks =>
        Ledger.Collateral.Capacity.Of(Fund.Figures, _run.Cluster.Rules.Money.Ledger);

    public void Dispose() => _run.Dispose();

    [Fact]
    public void What_a_slashing_costs_is_charged_to_the_Gwei_and_the_staker_is_paid_in_full()
    {
        BondAndLockTwice();
        _run.RunToCheckpoint(new(2));
        Assert.Equal(5UL, Capacity);
        Assert.Equal(Capacity, CapacityInBooks);
        Assert.All(Fund.Locks, static l => Assert.Equal(LockStatus.Backed, l.Status));
        PoolStake stake = PoolState.Stake.Value;
        Tenure tenure = PoolState.Serving.Value;
        BeaconState slashing = Collude(tenure);

        _run.RunUntil(_ => _reserved.HasValue);
        Assert.Equal(0UL, Capacity);
        Assert.All(Fund.Locks, static l => Assert.Equal(LockStatus.Idle, l.Status));
        TakeBackTheSlashed();
        Assert.Equal(default, _penalties!.Correlation);

        _run.RunToCheckpoint(slashing.Validators[Residents].WithdrawableEpoch);
        Assert.True(_penalties.Correlation.Value > 0);
        Assert.Equal(Life(slashing).CorrelationPenalty, _penalties.Correlation);
        Assert.Equal(
            Life(slashing).Loss, slashing.Balances[Residents] + Life(slashing).InitialPenalty - _known);
        Assert.True(Fund.Reservations[0].IsClosed);
        Assert.Equal(4UL, CapacityInBooks);

        // The key is retired: the other lock has room again, and never gets it; draws pass it over.
        Assert.Equal(LockStatus.Backed, Fund.Locks[1].Status);
        Assert.Equal(stake.Key, PoolState.Stake.Value.Key);
        Assert.True(PoolState.IsOver);
        Assert.Equal(tenure, PoolState.Serving.Value);
        Assert.False(PoolState.Ceremony.HasValue);
        Assert.True(_run.Chain.Draw.Term >= new Term(5));
        AssertGains();
    }

    /// <summary>One lock is for the pool's key; the other waits for one.</summary>
    private void BondAndLockTwice()
    {
        _run.Start();
        _run.Bond(_run.Cluster.Operators.Keys, default, Bond);
        for (int i = 0; i < 2; i++)
        {
            _run.Ask(_run.StakerAccount, n => new MakeLock(_run.StakerAccount, n, default));
        }

        Assert.Equal(0U, PoolState.Stake.Value.Lock);
    }

    /// <summary>t members sign two votes for one target.</summary>
    /// <returns>The state after the block that slashes them for it.</returns>
    private BeaconState Collude(Tenure tenure)
    {
        Epoch next = _run.Beacon.State.CurrentEpoch + 1;
        AttesterDuties.TryGet(_run.Beacon, next, [new(Residents)], out var duties);
        AttesterDuty duty = Assert.Single(duties!.Duties);
        Assert.Equal(tenure.Sharing.GroupKey, duty.PublicKey);
        _run.RunUntil(_ => _run.Beacon.Slot == duty.Slot);
        VoteContent.TryGet(_run.Beacon, duty.Slot, out AttestationData? vote);
        Hash32 parent = _run.Beacon.BlockByRoot(vote!.BeaconBlockRoot)!.Header.ParentRoot;
        foreach (AttestationData each in (AttestationData[])[vote, vote with { BeaconBlockRoot = parent }])
        {
            _run.Cluster.Beacon.Submit(new SingleAttestation(
                duty.CommitteeIndex.Value, duty.ValidatorIndex, each, SignTogether(tenure, each)));
        }

        _run.RunUntil(_ => _run.Beacon.State.Validators[Residents].Slashed);
        return TakeNote(_run.Beacon.State, _run.Beacon.StateAt(_run.Beacon.Slot - 1)!);
    }

    private BeaconState TakeNote(BeaconState slashing, BeaconState before)
    {
        Assert.Equal(before.CurrentEpoch, slashing.CurrentEpoch);
        Assert.Equal(
            before.Balances[Residents] - SlashingPenalties.Initial(Stake, slashing.Config.Penalties),
            slashing.Balances[Residents]);
        Assert.Equal(
            slashing.CurrentEpoch + Parameters.SlashingsVector,
            slashing.Validators[Residents].WithdrawableEpoch);
        _penalties = new(new(Residents), slashing);
        return slashing;
    }

    /// <summary>What the holders of t shares can do with them.</summary>
    private G2Bytes SignTogether(Tenure tenure, AttestationData vote)
    {
        Hash32 root = _run.Beacon.Config.Forks.SigningRoot(vote, _run.Beacon.State.GenesisValidatorsRoot);
        var partials = new List<KeyValuePair<OperatorId, G2Bytes>>();
        int enough = tenure.Sharing.Threshold;
        foreach (OperatorId member in tenure.Sharing.Members.Select(static m => m.Member).Take(enough))
        {
            using SecretScalar? share =
                _run.Cluster.Operators[member].State!.Vault.ShareOf(Pool, tenure.Attempt);
            partials.Add(new(member, share!.Sign(root.ToArray(), DomainSeparationTag.Signature).ToBytes()));
        }

        return ThresholdSignature.Combine(
            tenure.Sharing, root.ToArray(), DomainSeparationTag.Signature, partials).Signature!.Value;
    }

    /// <summary>The principal is not at risk: it is paid long before the last penalty.</summary>
    private void TakeBackTheSlashed()
    {
        AccountId staker = _run.StakerAccount;
        Assert.Equal(MoneyRun.Ether * 36, _run.Staker.Free);
        _run.Ask(staker, number => new RequestUnlock(staker, number, new(default, 0)));
        _run.RunToCheckpoint(Fund.Locks[0].WithdrawableAt);
        _run.Ask(staker, number => new Release(staker, number, new(default, 0)));
        Assert.Equal(MoneyRun.Ether * 68, _run.Staker.Free);
    }

    /// <summary>Each report leaves the books as the beacon chain's penalties have them.</summary>
    private void Check(ChainState chain)
    {
        if (!PoolState.Stake.HasValue)
        {
            return;
        }

        Epoch checkpoint = chain.Beacon.Checkpoint.Value;
        BeaconState state = _run.StateOf(chain.Beacon);
        if (!state.Validators[Residents].Slashed)
        {
            _gained += state.Balances[Residents] - _known;
            _known = state.Balances[Residents];
            Assert.Equal(default, _run.Ledger.Burned);
            return;
        }

        _penalties!.AdvanceTo(_run.Beacon, checkpoint);
        Charge(_known - _penalties.Balance, state, checkpoint);
        _known = _penalties.Balance;
        AssertBooks();
    }

    /// <summary>In equal parts, the odd Gwei to the first; what may follow is set aside.</summary>
    private void Charge(Gwei loss, BeaconState state, Epoch checkpoint)
    {
        uint[] members = [.. PoolState.Serving.Value.Sharing.Members.Select(static m => m.Member.Value)];
        Assert.Equal(3, members.Length);
        for (int i = 0; i < members.Length; i++)
        {
            _bonds[members[i]] -= new Gwei((loss.Value / 3) + ((ulong)i < loss.Value % 3 ? 1UL : 0));
        }

        _charged += loss;
        Epoch withdrawable = state.Validators[Residents].WithdrawableEpoch;
        Gwei worst = Gwei.Min(
            Stake - loss,
            WorstCaseReservation.Of(
                new(Stake, state.Balances[Residents], checkpoint, withdrawable),
                new(Slashed: Stake, TotalActive: Parameters.NetworkStake),
                WorstCaseReservation.FurtherSlashedDefault,
                BeaconOf(state)));
        Gwei reserved = _reserved.TryGet(out Gwei before) ? before.MinusOrZero(loss) : worst;
        _reserved = new(checkpoint >= withdrawable ? default : reserved);
    }

    private void AssertBooks()
    {
        Assert.Equal(_charged, _run.Ledger.Burned);
        Assert.Equal(default, Fund.Figures.Shortfall);
        Assert.All(Fund.Bonds, b => Assert.Equal(_bonds[b.Operator.Value], b.Total));
        Assert.Equal(_reserved.Value, Assert.Single(Fund.Reservations).Amount);
        Assert.Equal(Capacity, CapacityInBooks);
        Assert.Equal(Capacity > 0 ? LockStatus.Backed : LockStatus.Idle, Fund.Locks[1].Status);
        Assert.Equal(default, Fund.Locks[0].Loss);
    }

    /// <summary>What it had gained before stays with those who earned it.</summary>
    private void AssertGains()
    {
        Gwei earned = Fund.Figures.Owed;
        foreach (Account account in _run.Ledger.Accounts)
        {
            earned += account.Earned;
        }

        Assert.True(_gained.Value > 0);
        Assert.Equal(_gained, earned);
    }

    private static SlashedLife Life(BeaconState slashing) => SlashedLife.OfFirst(
        new() { Validators = 1, TotalActive = Parameters.NetworkStake, Epoch = slashing.CurrentEpoch },
        BeaconOf(slashing));

    private static BeaconParameters BeaconOf(BeaconState state) => new(
        state.Config.Penalties, state.Config.Churn, state.Config.Preset.EpochsPerSlashingsVector);
}
