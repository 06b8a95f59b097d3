using TrustlessPools.Primitives;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>A whole cluster when nothing goes wrong.</summary>
public sealed class FaultlessClusterTests
{
    [Fact]
    public void A_cluster_makes_keys_attests_and_hands_over()
    {
        using var run = new SafetyRun(new ClusterSettings(
            Seed: 1, Operators: 8, Pools: 2, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None));
        SafetyReport report = run.Run();
        Assert.Equal(0, report.Failures);
        Assert.True(report.HandOvers >= 2, $"{report}");
        Assert.True(report.Height > new Height(100), $"{report}");
    }
}
