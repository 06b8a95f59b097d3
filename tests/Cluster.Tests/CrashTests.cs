using TrustlessPools.Operator;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>Operators crash at every durable write: before it, and after it before anything is sent.</summary>
public sealed class CrashTests
{
    private const int Period = 6;

    /// <summary>
    /// Where in each period of writes the crashes fall: over all of them, every write is crashed at both ways.
    /// </summary>
    public static TheoryData<int> Offsets => [.. Enumerable.Range(0, Period)];

    [Theory]
    [MemberData(nameof(Offsets))]
    public void A_crash_at_every_durable_write_contradicts_nothing_and_loses_no_key(int offset)
    {
        // Of every six writes of the victim, one is lost and, when it is tried again, the next crash comes right
        // after it.
        var victim = new OperatorId(2);
        using var run = new SafetyRun(
            new ClusterSettings(77, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None));
        int writes = 0;
        run.Cluster.CrashAt = (who, _) => who != victim
            ? null
            : (writes++ % Period - offset) switch
            {
                0 => true,
                1 => false,
                _ => null,
            };
        SafetyReport report = run.Run();
        Assert.True(report.Starts > 20, $"The victim crashed often: {report}");
        Assert.True(report.HandOvers >= 1, $"{report}");
    }

    /// <summary>
    /// One of a committee is gone for good before the first hand-over. Without a spare operator the next draws find too
    /// few, and the committee goes on with the members that are left; with one, the seat is filled by the next draw.
    /// </summary>
    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void A_pool_attests_on_while_t_members_are_up(int operators, int handOvers)
    {
        var gone = new PlannedCrash(
            new(3), WorldClock.StartOfEpoch(2), BeforeWrite: true, DownFor: Duration.FromSeconds(10_000));
        using var run = new SafetyRun(new ClusterSettings(
            78, operators, Pools: 1, Seats: 4, Threshold: 3, Epochs: 16, FaultPlan.None with { Crashes = [gone] }));
        SafetyReport report = run.Run();
        Assert.Null(run.Cluster.Operators[new(3)].State);
        Assert.True(report.HandOvers >= handOvers, $"{report}");
        Fault missing = Assert.Single(
            run.Cluster.Operators[new(1)].State!.Chain.Faults.Where(static f => f.Kind == FaultKind.NoKey).Take(1));
        Assert.Equal(new OperatorId(3), missing.Culprit);
    }

    [Fact]
    public void An_operator_that_was_away_for_an_epoch_catches_up_and_serves_in_the_next_term()
    {
        var away = new PlannedCrash(
            new(1), WorldClock.StartOfEpoch(3), BeforeWrite: false, DownFor: Duration.FromSeconds(20));
        using var run = new SafetyRun(new ClusterSettings(
            79, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None with { Crashes = [away] }));
        run.Run();
        OperatorState state = run.Cluster.Operators[new(1)].State!;
        Hash32 tenure = state.Chain.Pools[0].Serving.Value.Attempt;
        Assert.NotNull(state.Vault.Find(Operator.Ceremonies.SecretName.Share(new(1), tenure)));
        ulong height = state.Chain.Height.Value;
        Assert.All(
            run.Cluster.Operators.Values,
            o => Assert.InRange(o.State!.Chain.Height.Value, height - 1, height + 1));
    }
}
