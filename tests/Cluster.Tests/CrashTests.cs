using TrustlessPools.Consensus;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// Operators crash at every durable write: before it, and after it before anything is sent.
/// </summary>
public sealed class CrashTests
{
    private const int Period = 6;

    /// <summary>
    /// Where in each period of writes the crashes fall: over all of them, every write is crashed at both
    /// ways.
    /// </summary>
    public static TheoryData<int> Offsets => [.. Enumerable.Range(0, Period)];

    [Theory]
    [MemberData(nameof(Offsets))]
    public void A_crash_at_every_durable_write_contradicts_nothing_and_loses_no_key(int offset)
    {
        // Of every six writes of the victim, one is lost and, when it is tried again, the next crash comes
        // right after it.
        var victim = new OperatorId(2);
        using var run = new SafetyRun(
            new ClusterSettings(
                77, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None));
        int writes = 0;
        run.Cluster.CrashAt = (who, _) => who != victim
            ? null
            : ((writes++ + Period - offset) % Period) switch
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
    /// One of a committee is gone for good before the first hand-over. Without a spare operator the next
    /// draws find too few, and the committee goes on with the members that are left; with one, the seat is
    /// filled by the next draw.
    /// </summary>
    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void A_pool_attests_on_while_t_members_are_up(int operators, int handOvers)
    {
        const int epochs = 16;
        var votes = new VoteCounter();
        var gone = new PlannedCrash(
            new(3), WorldClock.StartOfEpoch(2), BeforeWrite: true, DownFor: Duration.FromSeconds(10_000));
        FaultPlan faults = FaultPlan.None with { Crashes = [gone] };
        using var run = new SafetyRun(
            new ClusterSettings(78, operators, Pools: 1, Seats: 4, Threshold: 3, epochs, faults), votes);
        run.Cluster.RunUntil(WorldClock.StartOfEpoch(2));
        Tenure first = run.Cluster.Operators[new(1)].State!.Chain.Pools[0].Serving.Value;
        Assert.NotNull(first.Sharing.ShareOf(new(3)));
        SafetyReport report = run.Run();
        Assert.Null(run.Cluster.Operators[new(3)].State);
        Assert.True(report.HandOvers >= handOvers, $"{report}");
        Assert.All(Enumerable.Range(0, epochs), e => Assert.Contains(new Epoch((ulong)e), votes.Epochs));
        Fault missing = Assert.Single(
            run.Cluster.Operators[new(1)].State!.Chain.Faults.Where(static f => f.Kind == FaultKind.NoKey)
                .Take(1));
        Assert.Equal(new OperatorId(3), missing.Culprit);
    }

    /// <summary>
    /// What a transition's writes may hold: each is durable before anything follows from it.
    /// </summary>
    public static TheoryData<string> Kinds =>
    [
        "agreement",
        "block",
        "body",
        "head",
        "duty",
        "fence",
        "history",
        "key",
        "dealing",
        "share",
        "erasure",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_crash_before_and_after_every_write_of_a_kind_contradicts_nothing_and_loses_no_key(
        string kind)
    {
        // Of three writes of the kind one is lost, the next is made and nothing sent after it, and one
        // passes.
        var victim = new OperatorId(2);
        using var run = new SafetyRun(
            new ClusterSettings(
                80, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None));
        int writes = 0;
        run.Cluster.CrashAt = (who, made) => who != victim || !made.Any(w => KindOf(w) == kind)
            ? null
            : (writes++ % 3) switch
            {
                0 => true,
                1 => false,
                _ => null,
            };

        // What it would propose is another head each time it comes back: the latest block, or the target.
        run.Cluster.Says = (who, answer) =>
            who.Id == victim && answer is BeaconAnswer.Attestation { Vote: var vote }
            ? new BeaconAnswer.Attestation(
                who.Starts % 2 == 0 ? vote with { BeaconBlockRoot = vote.Target.Root } : vote)
            : answer;
        SafetyReport report = run.Run();
        Assert.True(writes >= 2, $"{writes} writes of {kind}");
        Assert.True(report.HandOvers >= 1, $"{report}");
    }

    [Fact]
    public void An_operator_that_was_away_for_an_epoch_catches_up_and_serves_in_the_next_term()
    {
        var away = new PlannedCrash(
            new(1), WorldClock.StartOfEpoch(3), BeforeWrite: false, DownFor: Duration.FromSeconds(20));
        using var run = new SafetyRun(new ClusterSettings(
            79,
            Operators: 4,
            Pools: 1,
            Seats: 4,
            Threshold: 3,
            Epochs: 12,
            FaultPlan.None with { Crashes = [away] }));
        run.Run();
        OperatorState state = run.Cluster.Operators[new(1)].State!;
        Hash32 tenure = state.Chain.Pools[0].Serving.Value.Attempt;
        Assert.NotNull(state.Vault.Find(Operator.Ceremonies.SecretName.Share(new(1), tenure)));
        ulong height = state.Chain.Height.Value;
        Assert.All(
            run.Cluster.Operators.Values,
            o => Assert.InRange(o.State!.Chain.Height.Value, height - 1, height + 1));
    }

    private static string KindOf(OperatorEffect.Write write) => write switch
    {
        OperatorEffect.Put put => put.Key.Split('/')[0],
        OperatorEffect.PutSecret put => put.Name.ToString().Split('/')[0],
        OperatorEffect.EraseSecret => "erasure",
        _ => string.Empty,
    };

    /// <summary>The epochs for which the beacon chain took a vote.</summary>
    private sealed class VoteCounter : IObserver
    {
        internal SortedSet<Epoch> Epochs { get; } = [];

        public void Told(SimulatedCluster cluster, SimulatedOperator who, OperatorEvent happened)
        {
            if (happened is OperatorEvent.AttestationTaken { Error: null } taken)
            {
                Epochs.Add(taken.Slot.EpochAt(8));
            }
        }
    }

    /// <summary>
    /// A member that crashes once its decision is durable signs when it is back: with another member gone for
    /// good, each of the three others is needed.
    /// </summary>
    [Fact]
    public void A_member_that_crashed_after_its_decision_signs_when_it_is_back()
    {
        // Whose decisions become durable with a vote of its own is up to who leads: not every seed has one.
        bool hasCrashed = Enumerable.Range(87, 12).Any(static seed => DoesSignWhenBack((ulong)seed));
        Assert.True(hasCrashed, "No decision became durable with a vote of its own.");
    }

    /// <returns>False when the member never came to crash.</returns>
    private static bool DoesSignWhenBack(ulong seed)
    {
        var victim = new OperatorId(2);
        var gone = new PlannedCrash(
            new(3), WorldClock.StartOfEpoch(2), BeforeWrite: true, DownFor: Duration.FromSeconds(10_000));
        var votes = new VoteCounter();
        using var run = new SafetyRun(
            new ClusterSettings(
                seed,
                Operators: 4,
                Pools: 1,
                Seats: 4,
                Threshold: 3,
                Epochs: 8,
                FaultPlan.None with { Crashes = [gone] }),
            votes);
        int crashes = 0;
        run.Cluster.CrashAt = (who, made) =>
            who == victim && run.Cluster.Now > WorldClock.StartOfEpoch(2)
            && made.Any(HasDecision) && crashes++ == 0
                ? false
                : null;
        run.Run();
        Assert.All(Enumerable.Range(0, 8), e => Assert.Contains(new Epoch((ulong)e), votes.Epochs));
        return crashes > 0;
    }

    private static bool HasDecision(OperatorEffect.Write write) =>
        write is OperatorEffect.Put put
        && put.Key.StartsWith(StoreKeys.DutyPrefix, StringComparison.Ordinal)
        && QbftDurable.Ssz.Deserialize(put.Value.AsSpan()).Decision.HasValue;
}
