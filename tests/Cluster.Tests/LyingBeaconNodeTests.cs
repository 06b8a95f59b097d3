using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>A beacon node that lies costs its operator's votes, and nobody else's.</summary>
public sealed class LyingBeaconNodeTests
{
    [Fact]
    public void What_one_beacon_node_invents_is_neither_attested_nor_reported()
    {
        var liar = new OperatorId(2);
        Hash32 invented = Hash32.Sha256("invented"u8);
        using var run = new SafetyRun(new ClusterSettings(
            71, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None));
        run.Cluster.Says = (who, truth) => who.Id != liar ? truth : truth switch
        {
            BeaconAnswer.Attestation { Vote: var vote } =>
                new BeaconAnswer.Attestation(vote with { Target = vote.Target with { Root = invented } }),
            BeaconAnswer.Finality finality => finality with { Root = invented },
            _ => truth,
        };
        run.Run();
        ChainState chain = run.Cluster.Operators[liar].State!.Chain;
        BeaconChain beacon = run.Cluster.Beacon.Chain!;
        Assert.True(chain.Beacon.Checkpoint.Value > new Epoch(6));
        Assert.NotEqual(invented, chain.Beacon.Root);
        Assert.NotNull(beacon.StateOf(new Checkpoint(chain.Beacon.Checkpoint.Value, chain.Beacon.Root)));
    }

    [Fact]
    public void Lies_to_more_than_the_tolerated_stop_reports_and_votes_and_make_no_false_ones()
    {
        using var run = new SafetyRun(new ClusterSettings(
            72, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None));
        run.Cluster.RunUntil(WorldClock.StartOfEpoch(3));
        Epoch reported = run.Cluster.Operators[new(1)].State!.Chain.Beacon.Checkpoint.Value;
        run.Cluster.Says = static (who, truth) => who.Id.Value > 2 ? truth : truth switch
        {
            BeaconAnswer.Attestation { Vote: var vote } => new BeaconAnswer.Attestation(
                vote with { Target = vote.Target with { Root = Hash32.Sha256([(byte)who.Id.Value]) } }),
            BeaconAnswer.Finality finality => finality with { Root = Hash32.Sha256([(byte)who.Id.Value]) },
            _ => truth,
        };
        Slot from = run.Cluster.Beacon.Chain!.Slot + 8;
        run.Cluster.RunUntil(WorldClock.StartOfEpoch(8));
        ChainState chain = run.Cluster.Operators[new(1)].State!.Chain;
        Assert.InRange(chain.Beacon.Checkpoint.Value.Value, reported.Value, reported.Value + 1);
        for (Slot slot = from; slot < run.Cluster.Beacon.Chain.Slot; slot += 1)
        {
            Assert.True(run.Tenures.SignersOf(new(1), slot, chain.Pools[0].Serving.Value.Attempt).Count < 3);
        }

        // Once the nodes tell the truth, all goes on.
        run.Cluster.Says = static (_, truth) => truth;
        run.Run();
    }
}
