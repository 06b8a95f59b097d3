using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// A committee signs 1 ETH first, and the rest only for a validator that is seen to be the staker's.
/// </summary>
public sealed class DepositTests
{
    private static readonly PoolId Pool = new(1);
    private static readonly Gwei Ether = new(1_000_000_000);

    [Fact]
    public void Of_a_key_that_is_no_validator_yet_only_the_first_deposit_is_signed()
    {
        SimulatedCluster cluster = Run(static (_, _) => []);
        Assert.All(cluster.Operators.Values, o => Assert.Equal([0UL], StagesOf(o)));
        DepositData deposit = cluster.Operators[new(1)].State!.Deposits[(Pool, 0)];
        Assert.Equal(Ether, deposit.Amount);
        AssertSigned(cluster, deposit);
    }

    [Fact]
    public void The_rest_is_signed_once_a_finalized_state_shows_the_stakers_credentials()
    {
        SimulatedCluster cluster = Run(static (key, credentials) => [Validator(key, credentials)]);
        Assert.All(cluster.Operators.Values, o => Assert.Contains(1UL, StagesOf(o)));
        DepositData deposit = cluster.Operators[new(1)].State!.Deposits[(Pool, 1)];
        Assert.Equal(Gwei.ValidatorStake - Ether, deposit.Amount);
        AssertSigned(cluster, deposit);
    }

    [Fact]
    public void Nothing_more_is_signed_for_a_validator_with_other_credentials()
    {
        SimulatedCluster cluster = Run(
            static (key, _) => [Validator(key, credentials: Hash32.Sha256("somebody else's"u8))]);
        Assert.All(cluster.Operators.Values, o => Assert.DoesNotContain(1UL, StagesOf(o)));
        Assert.Equal(
            ValidatorStatus.ForeignCredentials,
            cluster.Operators[new(1)].State!.Chain.Beacon.Pools[0].Status);
    }

    /// <summary>
    /// A cluster whose beacon nodes all tell the same of the pool's key in finalized states.
    /// </summary>
    private static SimulatedCluster Run(Func<G1Bytes, Hash32, Sequence<KnownValidator>> found)
    {
        var cluster = new SimulatedCluster(
            new ClusterSettings(
                73, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 5, FaultPlan.None));
        cluster.Says = (who, truth) =>
            truth is BeaconAnswer.Finality finality && PoolOf(who).GroupKey is { } key
                ? finality with { Found = found(key, PoolOf(who).Definition.WithdrawalCredentials) }
                : truth;
        cluster.Run();
        return cluster;
    }

    private static PoolState PoolOf(SimulatedOperator who) => who.State!.Chain.PoolOf(Pool)!;

    private static IEnumerable<ulong> StagesOf(SimulatedOperator who) =>
        who.State!.Deposits.Keys.Select(static d => d.Stage);

    private static KnownValidator Validator(G1Bytes key, Hash32 credentials) =>
        new(key, new(40), ValidatorStatus.Pending, Ether, credentials);

    private static void AssertSigned(SimulatedCluster cluster, DepositData deposit)
    {
        PoolState pool = PoolOf(cluster.Operators[new(1)]);
        Assert.Equal(pool.GroupKey, deposit.PublicKey);
        Assert.Equal(pool.Definition.WithdrawalCredentials, deposit.WithdrawalCredentials.Value);
        var message = new DepositMessage(deposit.PublicKey, deposit.WithdrawalCredentials, deposit.Amount);
        Hash32 root = Domain
            .ForDeposits(new ForkVersion(cluster.Rules.Genesis.Parameters.GenesisForkVersion))
            .SigningRoot(DepositMessage.Ssz, message);
        Assert.True(G1Point.TryDecode(deposit.PublicKey, out G1Point key));
        Assert.True(G2Point.TryDecode(deposit.Signature, out G2Point signature));
        Assert.True(Signatures.Verify(key, root.ToArray(), signature, DomainSeparationTag.Signature));
    }
}
