using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// What a quorum decides is signed only within the bounds that hand-overs set. The decisions here are made
/// with the other members' keys, as if too many of them were faulty.
/// </summary>
public sealed class SigningBoundsTests
{
    [Fact]
    public void A_vote_that_would_surround_one_of_the_old_committee_is_refused()
    {
        using var run = new HandOverRun(87);
        run.RunUntilServing(new Term(2));
        Tenure tenure = run.Serving;
        SimulatedOperator member = run.Cluster.Operators[HandOverRun.MembersOf(tenure)[0]];
        Epoch boundary = tenure.Boundary.EpochAt(HandOverRun.SlotsPerEpoch);

        // Its source lies before any that the old committee may have voted with.
        AttestationData vote = HandOverRun.VoteFor(tenure.Boundary + 3, boundary - 3);
        OperatorTransition transition = run.Decide(member, member.State!, tenure, vote);
        Assert.Contains("SourceBeforeFloor", HandOverRun.RefusalIn(transition), StringComparison.Ordinal);
        Assert.False(HandOverRun.HasSigned(transition));
        Assert.Equal(member.State!.Histories, transition.State.Histories);

        // The same vote with a source from the floor on is signed.
        AttestationData safe = vote with { Source = vote.Source with { Epoch = boundary - 2 } };
        Assert.True(HandOverRun.HasSigned(run.Decide(member, member.State!, tenure, safe)));
    }

    [Fact]
    public void Who_has_reported_its_highest_source_signs_nothing_more_for_that_committee()
    {
        using var run = new HandOverRun(97);
        CeremonyState attempt = run.RunUntilAllHaveFenced();
        Tenure before = run.Serving;
        Epoch boundary = attempt.Boundary.EpochAt(HandOverRun.SlotsPerEpoch);

        // The committee's last vote before the boundary is held up, and decided once its members have
        // reported.
        run.Cluster.Loses = (_, _, bytes) => PeerMessage.Ssz.Deserialize(bytes.AsSpan())
            is DutyVoteMessage { Duty: var duty }
                && duty.Slot >= (boundary - 1).FirstSlot(HandOverRun.SlotsPerEpoch);
        run.RunUntil(r => r.PoolState.Settling.Value.FinalReports.Count >= 3
            && r.PoolState.Settling.Value.Context.IsHandOver);
        SimulatedOperator member = run.Cluster.Operators[HandOverRun.MembersOf(before)[0]];
        Assert.True(run.HighestTarget(member) < boundary - 1);
        AttestationData late = HandOverRun.VoteFor(attempt.Boundary - 1, boundary - 2);
        OperatorTransition transition = run.Decide(member, member.State!, before, late);
        Assert.Contains("SlotPastFence", HandOverRun.RefusalIn(transition), StringComparison.Ordinal);
        Assert.False(HandOverRun.HasSigned(transition));
    }

    [Fact]
    public void A_second_vote_for_a_target_is_refused_after_a_restart_too()
    {
        using var run = new HandOverRun(99);
        run.RunUntilServing(new Term(1));
        Tenure tenure = run.Serving;
        SimulatedOperator member = run.Cluster.Operators[HandOverRun.MembersOf(tenure)[0]];
        Epoch signed = tenure.Boundary.EpochAt(HandOverRun.SlotsPerEpoch) + 1;
        run.RunUntil(r => r.HighestTarget(member) == signed);
        Slot other = signed.FirstSlot(HandOverRun.SlotsPerEpoch);
        other = run.SignersOf(tenure, other).Count == 0 ? other : other + 1;
        OperatorState restarted = OperatorMachine.Start(
            new OperatorSettings(run.Cluster.Rules, member.Id, member.Identity, SimulatedBeacon.Preset),
            member.Disk.Load(),
            member.State!.Now).State with { Beacon = member.State.Beacon };
        OperatorTransition transition =
            run.Decide(member, restarted, tenure, HandOverRun.VoteFor(other, signed - 2));
        Assert.Contains("DoubleVote", HandOverRun.RefusalIn(transition), StringComparison.Ordinal);
        Assert.False(HandOverRun.HasSigned(transition));
    }

    [Fact]
    public void A_committee_signs_no_slot_that_the_chain_gives_to_another()
    {
        using var run = new HandOverRun(98);
        CeremonyState attempt = run.RunUntilAllHaveFenced();
        Tenure before = run.Serving;

        // A duty past the boundary is begun while the chain still names the old committee for it. When it is
        // decided, the chain has moved on, and the promise that kept the member from signing may be
        // forgotten.
        SimulatedOperator member = run.Cluster.Operators[HandOverRun.MembersOf(before)[0]];
        AttestationData vote = HandOverRun.VoteFor(attempt.Boundary + 1, attempt.Boundary.EpochAt(8) - 2);
        OperatorState begun = run.Begin(member, member.State!, before, vote).State;
        Assert.Contains(begun.Duties.Keys, d => d.Slot == vote.Slot && d.Tenure == before.Attempt);
        run.RunUntil(_ => member.State!.Chain.PoolOf(HandOverRun.Pool)!.Serving.Value != before);
        OperatorState caughtUp = begun with { Head = member.State!.Head, Fences = begun.Fences.Clear() };
        OperatorTransition transition = run.Decide(member, caughtUp, before, vote);
        Assert.Contains("another committee's", HandOverRun.RefusalIn(transition), StringComparison.Ordinal);
        Assert.False(HandOverRun.HasSigned(transition));
    }
}
