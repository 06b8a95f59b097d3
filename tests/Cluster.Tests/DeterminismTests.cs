using TrustlessPools.Primitives;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>A seed determines every byte, and remembering verifications changes none.</summary>
public sealed class DeterminismTests
{
    /// <summary>Pairs of seeds, so that both processors have something to do.</summary>
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(0, 4).Select(static i => (ulong)(2 * i))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_run_that_verifies_everything_anew_has_the_same_trace(ulong first) => Parallel.For(0, 2, i =>
    {
        // Shorter than the runs in SeededClusterTests, since without the memo each operator verifies for
        // itself.
        ClusterSettings settings = ClusterSettings.For(first + (ulong)i) with { Epochs = 8 };
        Assert.Equal(TraceOf(settings), TraceOf(settings with { MemoCapacity = 0 }));
    });

    private static Hash32 TraceOf(ClusterSettings settings)
    {
        using var trace = new Trace();
        new TrustlessPools.Simulation.World.Cluster(settings, trace).Run();
        return trace.Digest();
    }
}
