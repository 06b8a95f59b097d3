using System.Collections.Concurrent;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// Clusters under loss, delay, duplication, reordering, garbage, partitions, crashes and beacon nodes that
/// fail: always safe, and going on once faults stop. Each run has at least two terms, a hand-over and a
/// fault.
/// </summary>
public sealed class SeededClusterTests
{
    private const int SeedsPerRow = 10;

    /// <summary>The first seed of each row.</summary>
    public static TheoryData<ulong> Rows =>
        [.. Enumerable.Range(0, 20).Select(static i => (ulong)(i * SeedsPerRow))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_seed_is_safe_and_goes_on_once_faults_stop(ulong firstSeed)
    {
        var failures = new ConcurrentBag<string>();
        Parallel.For(0, SeedsPerRow, i =>
        {
            ulong seed = firstSeed + (ulong)i;
            try
            {
                using var run = new SafetyRun(ClusterSettings.For(seed));
                SafetyReport report = run.Run();
                Assert.True(report.HandOvers >= report.Settings.Pools, $"{report}");
                Assert.True(report.Starts > report.Settings.Operators, $"{report}");
            }
            catch (Exception e)
            {
                failures.Add(
                    $"{e.Message}\n  replay: dotnet run --project src/Cli -- simulate cluster --seed {seed} "
                    + $"--events\n{e}");
            }
        });
        Assert.True(failures.IsEmpty, string.Join('\n', failures));
    }
}
