using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>Hand-overs at their worst moments.</summary>
public sealed class HandOverTests
{
    [Theory]
    [InlineData(81)]
    [InlineData(82)]
    [InlineData(83)]
    public void Old_members_cut_off_before_the_activation_do_not_sign_for_the_new_committees_epoch(ulong seed)
    {
        using var run = new HandOverRun(seed, operators: 10);
        CeremonyState attempt = run.RunUntilAllHaveFenced();
        Tenure before = run.Serving;

        // One old member with t - 1 others never hear of the activation; the other seven make blocks without
        // them.
        OperatorId[] cut = [.. HandOverRun.MembersOf(before).TakeLast(3)];
        run.Cluster.Loses = (a, b, _) => cut.Contains(a) != cut.Contains(b);
        run.RunUntil(attempt.Boundary + 16);
        Assert.Equal(attempt.Context.Root, run.Serving.Attempt);
        Assert.All(cut, o => Assert.Equal(
            before.Attempt,
            run.Cluster.Operators[o].State!.Chain.PoolOf(HandOverRun.Pool)!.Serving.Value.Attempt));
        for (ulong slot = attempt.Boundary.Value; slot < attempt.Boundary.Value + 16; slot++)
        {
            Assert.Empty(run.SignersOf(before, new(slot)));
        }

        run.Heal();
        run.Safety.Run();
    }

    [Theory]
    [InlineData(84, 8)]
    [InlineData(85, 8)]
    // After the longer stall the next term's draw is due, and supersedes the retry in one block.
    [InlineData(84, 24)]
    [InlineData(86, 24)]
    public void After_a_stall_past_the_deadline_the_old_committee_signs_again_and_nobody_did_meanwhile(
        ulong seed, ulong slots)
    {
        using var run = new HandOverRun(seed);
        CeremonyState attempt = run.RunUntilAllHaveFenced();
        Tenure before = run.Serving;
        run.StallChain();
        Slot resumed = attempt.Boundary + slots;
        run.RunUntil(resumed);
        Assert.Empty(run.SignedBy(before, attempt.Boundary, resumed));

        // The first block fails the attempt, and only that lifts the promises.
        run.Heal();
        run.RunUntil(static r => r.Cluster.Operators.Values.All(
            static o => o.State!.Chain.PoolOf(HandOverRun.Pool)!.LastFailure.HasValue));
        Assert.All(run.Cluster.Operators.Values, o => Assert.DoesNotContain(
            o.State!.Fences.Values, f => f.Attempt == attempt.Context.Root));
        run.RunUntil(r => r.Serving != before);
        Slot next = run.Serving.Boundary;
        Assert.True(next >= resumed, $"seed {seed}");
        run.RunUntil(next);
        Assert.NotEmpty(run.SignedBy(before, resumed, next));
        run.Safety.Run();
    }

    [Theory]
    [InlineData(91)]
    [InlineData(92)]
    [InlineData(93)]
    public void After_a_stall_in_which_one_operator_knows_of_the_activation_the_new_committee_alone_serves(
        ulong seed)
    {
        using var run = new HandOverRun(seed);
        CeremonyState attempt = run.RunUntilAllHaveFenced();
        Tenure before = run.Serving;
        OperatorId one = run.Cluster.Operators.Keys.First();
        run.WithholdDecisionsFromAllBut(one);
        run.RunUntil(r => r.Serving != before);
        run.StallChain();
        Slot resumed = attempt.Boundary + 8;
        run.RunUntil(resumed);
        Assert.Empty(run.SignedBy(before, attempt.Boundary, resumed));
        Assert.All(run.Cluster.Operators.Values, o => Assert.Equal(
            o.Id == one,
            o.State!.Chain.PoolOf(HandOverRun.Pool)!.Serving.Value.Attempt == attempt.Context.Root));

        run.Heal();
        run.RunUntil(resumed + 10);
        Assert.Equal(attempt.Context.Root, run.Serving.Attempt);
        Assert.NotEmpty(run.SignedBy(run.Serving, attempt.Boundary, resumed + 10));
        run.Safety.Run();
    }

    [Theory]
    [InlineData(94)]
    [InlineData(95)]
    [InlineData(96)]
    public void Who_signed_past_a_boundary_before_hearing_of_it_promises_nothing_about_it(ulong seed)
    {
        var promises = new PromiseRecorder();
        using var run = new HandOverRun(seed, observers: promises);

        // The others learn that fences are asked for when the boundary is past and the committee has signed
        // beyond it. If they gave them then, a leader could date a block back and activate a second committee
        // for the same slots.
        CeremonyState attempt = run.RunUntilOneWaitsForFences();
        Tenure before = run.Serving;
        Slot resumed = attempt.Boundary + 8;
        run.RunUntil(resumed);
        Assert.NotEmpty(run.SignedBy(before, attempt.Boundary, resumed));
        promises.Watches = true;
        run.Heal();
        run.RunUntil(resumed + 4);
        Epoch boundary = attempt.Boundary.EpochAt(HandOverRun.SlotsPerEpoch);
        Assert.DoesNotContain(promises.Seen, p => p.Attempt == attempt.Context.Root
            && run.HighestTarget(run.Cluster.Operators[p.Who]) >= boundary);
        Assert.Equal(before.Attempt, run.Serving.Attempt);
        run.Safety.Run();
    }

    /// <summary>Remembers who promised to stop for which attempt.</summary>
    private sealed class PromiseRecorder : IObserver
    {
        internal bool Watches { get; set; }

        internal HashSet<(OperatorId Who, Hash32 Attempt)> Seen { get; } = [];

        public void Sent(SimulatedCluster cluster, SimulatedOperator who, OperatorId to, ByteString bytes)
        {
            if (Watches && PeerMessage.Ssz.Deserialize(bytes.AsSpan())
                is OperationMessage { Operation.Operation: PostFence fence })
            {
                Seen.Add((who.Id, fence.Attempt));
            }
        }
    }
}
