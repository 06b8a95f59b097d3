using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SlashingProtection;
using static TrustlessPools.Core.Tests.Ethereum.SlashingProtection.Signables;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

/// <summary>The boundary is epoch 20, whose first slot is 160 under the minimal preset.</summary>
public sealed class SigningWindowTests
{
    private static readonly SigningFence Fence = SigningFence.At(new(20), Preset.Minimal);
    private static readonly SigningFloor Floor =
        SigningFloor.At(boundary: new(20), source: new(18), Preset.Minimal);

    private static readonly SigningWindow Before = new(default, new(Fence));
    private static readonly SigningWindow After = new(new(Floor), default);

    [Fact]
    public void Before_a_fence_the_last_slot_and_the_last_target_are_valid()
    {
        AssertVote(Before, source: 18, target: 19, slot: 159, null);
        AssertBlock(Before, slot: 159, null);
    }

    [Fact]
    public void Past_a_fence_nothing_is_signed()
    {
        AssertVote(Before, 19, 19, slot: 160, new SlotPastFence(Supplied: new(160), Fence: new(160)));
        AssertVote(Before, 19, 20, slot: 159, new TargetPastFence(Supplied: new(20), Fence: new(20)));
        AssertVote(Before, 19, 21, slot: 159, new TargetPastFence(Supplied: new(21), Fence: new(20)));
        AssertBlock(Before, slot: 160, new SlotPastFence(Supplied: new(160), Fence: new(160)));
    }

    [Fact]
    public void From_a_floor_on_the_first_slot_target_and_source_are_valid()
    {
        AssertVote(After, source: 18, target: 20, slot: 160, null);
        AssertBlock(After, slot: 160, null);
    }

    [Fact]
    public void Before_a_floor_nothing_is_signed()
    {
        AssertVote(After, 18, 20, slot: 159, new SlotBeforeFloor(Supplied: new(159), Floor: new(160)));
        AssertVote(After, 18, 19, slot: 160, new TargetBeforeFloor(Supplied: new(19), Floor: new(20)));
        AssertVote(After, 17, 20, slot: 160, new SourceBeforeFloor(Supplied: new(17), Floor: new(18)));
        AssertBlock(After, slot: 159, new SlotBeforeFloor(Supplied: new(159), Floor: new(160)));
    }

    [Fact]
    public void Not_even_the_same_data_is_signed_outside_the_window()
    {
        AttestationData vote = Vote(19, 20, slot: 160);
        SigningHistory history = SigningHistory.Empty.Sign(vote, RootA);
        (Decision decision, SigningHistory next) = history.CheckAndRecord(vote, RootA, Before);
        Assert.IsType<Decision.NotSafe>(decision);
        Assert.Same(history, next);
    }

    [Fact]
    public void A_committee_between_two_hand_overs_has_both_bounds()
    {
        SigningWindow both = new(new(Floor), new(SigningFence.At(new(30), Preset.Minimal)));
        AssertVote(both, source: 18, target: 20, slot: 160, null);
        AssertVote(both, source: 28, target: 29, slot: 239, null);
        AssertVote(both, 28, 30, slot: 239, new TargetPastFence(Supplied: new(30), Fence: new(30)));
    }

    [Fact]
    public void No_vote_of_one_committee_surrounds_a_vote_of_the_other()
    {
        // Both committees sign everything that their windows allow, with histories that know nothing of each
        // other. A source is always an epoch before its target, so the old committee has none past 18.
        for (ulong source = 0; source < 30; source++)
        {
            for (ulong target = source; target < 30; target++)
            {
                var old = new VoteEpochs(new(source), new(target));
                if (Allows(Before, old, slot: 159) && source <= 18)
                {
                    AssertNoConflict(old);
                }
            }
        }
    }

    [Fact]
    public void A_window_reads_as_it_is_written()
    {
        Assert.Equal(Fence, SigningFence.Ssz.Deserialize(SigningFence.Ssz.Serialize(Fence)));
        Assert.Equal(Floor, SigningFloor.Ssz.Deserialize(SigningFloor.Ssz.Serialize(Floor)));
    }

    private static void AssertNoConflict(VoteEpochs old)
    {
        for (ulong source = 0; source < 40; source++)
        {
            for (ulong target = source; target < 40; target++)
            {
                var taken = new VoteEpochs(new(source), new(target));
                bool conflicts = SlashingRule.IsSlashable(old, taken);
                Assert.False(conflicts && Allows(After, taken, slot: 160), $"{old} and {taken}");
            }
        }
    }

    private static bool Allows(SigningWindow window, VoteEpochs vote, ulong slot) =>
        Decide(window, Vote(vote.Source.Value, vote.Target.Value, slot)).MaySign;

    private static Decision Decide(SigningWindow window, AttestationData vote) =>
        SigningHistory.Empty.CheckAndRecord(vote, RootA, window).Decision;

    private static void AssertVote(
        SigningWindow window, ulong source, ulong target, ulong slot, SigningRefusal? expected) =>
        AssertDecision(expected, Decide(window, Vote(source, target, slot)));

    private static void AssertBlock(SigningWindow window, ulong slot, SigningRefusal? expected) =>
        AssertDecision(expected, SigningHistory.Empty.CheckAndRecord(Block(slot), RootA, window).Decision);

    private static void AssertDecision(SigningRefusal? expected, Decision actual) =>
        Assert.Equal(expected is null ? new Decision.Valid() : new Decision.NotSafe(expected), actual);
}
