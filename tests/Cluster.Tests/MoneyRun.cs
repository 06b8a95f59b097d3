using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>A cluster in which operators and one staker have money.</summary>
/// <remarks>What it says of the pool chain is what the first living operator knows.</remarks>
internal sealed class MoneyRun : IDisposable
{
    internal static readonly Gwei Ether = new(1_000_000_000);

    /// <summary>Where the stake of the staker's validators goes.</summary>
    internal static readonly Hash32 Credentials = Hash32.Sha256("staker"u8);

    /// <summary>Penalties from collateral, short delays, and the beacon chain's own numbers.</summary>
    internal static readonly MoneyParameters Quick = new()
    {
        Protocol = Protocol.Seed,
        Mode = BackingMode.Electra,
        UnlockDelay = 4,
        CollateralDelay = 8,
        RewardEpoch = 1,
        EvidenceWindow = 2,
        SlashingsVector = SimulatedBeacon.Preset.EpochsPerSlashingsVector,
        IsMinimalChurn = true,
        NetworkStake = Gwei.ValidatorStake * 13,
    };

    private readonly SecretScalar _staker;
    private Optional<Epoch> _reported;

    /// <summary>Sets it up; the staker has 100 ETH.</summary>
    internal MoneyRun(ClusterSettings settings, MoneyParameters parameters, Gwei ofEachOperator)
    {
        byte[] seed = new byte[SecretBytes.Size];
        seed[0] = 9;
        using SecretBytes secret = SecretBytes.From(seed);
        _staker = secret.DeriveScalar("staker");
        Cluster = new(settings with
        {
            Money = operators => new(
                parameters,
                [
                    .. operators.Select(o => new Allocation(
                        o.Identity.IdentityKey, default, ofEachOperator)),
                    new(_staker.ToPublicPoint().ToBytes(), Credentials, new(100 * Ether.Value)),
                ]),
        });
    }

    internal SimulatedCluster Cluster { get; }

    internal AccountId StakerAccount => new((uint)Cluster.Settings.Operators + 1);

    internal Account Staker => AccountOf(StakerAccount);

    internal ChainState Chain => FirstLiving!.State!.Chain;

    internal LedgerState Ledger => Chain.Money.Ledger;

    internal BeaconChain Beacon => Cluster.Beacon.Chain!;

    /// <summary>Told of each epoch report, once it is on the pool chain.</summary>
    internal Action<ChainState> Reported { get; set; } = static _ => { };

    private SimulatedOperator? FirstLiving =>
        Cluster.Operators.Values.FirstOrDefault(static o => o.State is not null);

    public void Dispose() => _staker.Dispose();

    internal Account AccountOf(AccountId id) => Ledger.Accounts[(int)id.Value];

    internal Fund FundOf(FundId id) => Ledger.Funds[(int)id.Value];

    /// <summary>The beacon chain's own state that a report speaks of.</summary>
    internal BeaconState StateOf(BeaconView reported) =>
        Beacon.StateOf(new Checkpoint(reported.Checkpoint.Value, reported.Root))!;

    /// <summary>Runs until the network's first block, before which nothing can be asked.</summary>
    internal void Start() => RunUntil(static c => c.Height.Value >= 1);

    internal void RunToCheckpoint(Epoch epoch) =>
        RunUntil(c => c.Beacon.Checkpoint.TryGet(out Epoch known) && known >= epoch);

    /// <summary>Runs until something has come true, which it must.</summary>
    internal void RunUntil(Func<ChainState, bool> condition)
    {
        int epochs = Cluster.Settings.Epochs;
        bool hasCome = Cluster.RunUntil(WorldClock.StartOfEpoch(epochs), _ =>
        {
            if (FirstLiving is null)
            {
                return false;
            }

            TellOfReport();
            return condition(Chain);
        });
        Assert.True(hasCome, $"It did not come true by epoch {epochs}: {Chain.Beacon}, {Chain.Faults}");
    }

    /// <summary>An owner asks for something, and gets it.</summary>
    /// <param name="owner">An operator's account, or the staker's.</param>
    /// <param name="request">Made of the number of the owner's operations before.</param>
    internal void Ask(AccountId owner, Func<ulong, OwnerRequest> request)
    {
        ulong number = AccountOf(owner).Operations;
        SecretScalar key =
            owner == StakerAccount ? _staker : Cluster.Operators[new(owner.Value)].Identity;
        Cluster.Offer(FirstLiving!.Id, PostRequest.Sign(request(number), key, Cluster.Rules.Network));
        RunUntil(_ => AccountOf(owner).Operations > number);
    }

    /// <summary>As the other, of the ledger's operations.</summary>
    internal void Ask(AccountId owner, Func<ulong, OwnerOperation> operation) =>
        Ask(owner, number => (OwnerRequest)new LedgerRequest(operation(number)));

    /// <summary>Some operators put up a bond each, in one block or a few.</summary>
    internal void Bond(IReadOnlyCollection<OperatorId> operators, FundId fund, Gwei each)
    {
        foreach (OperatorId id in operators)
        {
            var account = new AccountId(id.Value);
            Cluster.Ask(id, new LedgerRequest(
                new PostBond(account, AccountOf(account).Operations, fund, each)));
        }

        RunUntil(_ => FundOf(fund).Figures.Collateral == each * (ulong)operators.Count);
    }

    private void TellOfReport()
    {
        Optional<Epoch> checkpoint = Chain.Beacon.Checkpoint;
        if (checkpoint != _reported)
        {
            _reported = checkpoint;
            Reported(Chain);
        }
    }
}
