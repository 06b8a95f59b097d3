using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Primitives;
using static TrustlessPools.Core.Tests.Ethereum.SlashingProtection.Signables;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

public sealed class SigningHistoryTests
{
    private static readonly SigningHistory Voted34 = SigningHistory.Empty.Sign(Vote(3, 4), RootA);
    private static readonly SigningHistory Proposed10 = SigningHistory.Empty.Sign(Block(10), RootA);

    [Fact]
    public void A_first_vote_is_valid_and_recorded()
    {
        SigningHistory expected = new(default, new(Voted(3, 4, new(RootA))));
        Assert.Equal(expected, Voted34);
    }

    [Fact]
    public void A_first_block_is_valid_and_recorded() =>
        Assert.Equal(new(new(new BlockWatermark(new(10), new(RootA))), default), Proposed10);

    [Fact]
    public void A_vote_and_a_block_leave_each_other_alone()
    {
        SigningHistory both = Voted34.Sign(Block(10), RootA);
        Assert.Equal(new(Proposed10.Block, Voted34.Attestation), both);
    }

    [Fact]
    public void A_later_vote_with_the_same_or_a_later_source_is_valid()
    {
        Voted34.Sign(Vote(3, 5), RootB);
        Voted34.Sign(Vote(4, 5), RootB);
        Voted34.Sign(Vote(5, 5), RootB);
    }

    [Fact]
    public void A_later_block_is_valid() => Proposed10.Sign(Block(11), RootB);

    [Fact]
    public void Exactly_the_same_message_may_be_signed_again()
    {
        AssertUnchanged<Decision.SameData>(Voted34, Vote(3, 4), RootA);
        (Decision decision, SigningHistory next) = Proposed10.Ask(Block(10), RootA);
        Assert.IsType<Decision.SameData>(decision);
        Assert.True(decision.MaySign);
        Assert.Same(Proposed10, next);
    }

    [Fact]
    public void A_second_vote_for_a_target_is_a_double_vote() => AssertRefused(
        Voted34, Vote(3, 4), RootB, new DoubleVote(new(4), Signed: new(RootA), Supplied: RootB));

    [Fact]
    public void A_vote_around_the_latest_one_is_surrounding() => AssertRefused(
        Voted34,
        Vote(2, 5),
        RootB,
        new SurroundingVote(Supplied: new(new(2), new(5)), Signed: new(new(3), new(4))));

    [Fact]
    public void A_vote_inside_the_latest_one_is_surrounded() => AssertRefused(
        SigningHistory.Empty.Sign(Vote(3, 7), RootA),
        Vote(4, 6),
        RootB,
        new SurroundedVote(Supplied: new(new(4), new(6)), Signed: new(new(3), new(7))));

    [Fact]
    public void A_vote_below_a_watermark_is_refused_without_knowing_more()
    {
        AssertRefused(
            Voted34, Vote(3, 3), RootB, new TargetBelowWatermark(Supplied: new(3), Highest: new(4)));
        AssertRefused(
            Voted34, Vote(2, 3), RootB, new SourceBelowWatermark(Supplied: new(2), Highest: new(3)));
    }

    [Fact]
    public void A_vote_whose_source_is_after_its_target_is_refused()
    {
        AssertRefused(
            SigningHistory.Empty, Vote(5, 4), RootA, new SourceAfterTarget(new(new(5), new(4))));
        SigningHistory.Empty.Sign(Vote(4, 4), RootA);
    }

    [Fact]
    public void A_second_block_for_a_slot_is_a_double_proposal() => AssertRefused(
        Proposed10, Block(10), RootB, new DoubleProposal(new(10), Signed: new(RootA), Supplied: RootB));

    [Fact]
    public void A_block_before_the_latest_one_is_refused() => AssertRefused(
        Proposed10, Block(9), RootB, new SlotBelowWatermark(Supplied: new(9), Highest: new(10)));

    [Fact]
    public void Nothing_is_the_same_data_when_the_signed_root_is_not_known()
    {
        SigningHistory imported = new(new(new BlockWatermark(new(10), default)), new(Voted(3, 4)));
        var doubleVote = new DoubleVote(new(4), Signed: default, Supplied: RootA);
        var doubleProposal = new DoubleProposal(new(10), Signed: default, Supplied: RootA);
        AssertRefused(imported, Vote(3, 4), RootA, doubleVote);
        AssertRefused(imported, Block(10), RootA, doubleProposal);
    }

    [Fact]
    public void Two_roots_for_one_target_or_slot_merge_to_none()
    {
        SigningHistory a = new(new(new BlockWatermark(new(10), new(RootA))), new(Voted(3, 4, new(RootA))));
        SigningHistory b = new(new(new BlockWatermark(new(10), new(RootB))), new(Voted(2, 4, new(RootB))));
        SigningHistory none = new(new(new BlockWatermark(new(10), default)), new(Voted(3, 4)));
        Assert.Equal(none, a.Merge(b));
        Assert.Equal(none, b.Merge(a));
        Assert.Equal(a, a.Merge(a));
    }

    [Fact]
    public void A_merged_history_has_the_higher_source_and_the_higher_target()
    {
        SigningHistory early = new(default, new(Voted(5, 6, new(RootA))));
        SigningHistory wide = new(default, new(Voted(2, 9, new(RootB))));
        Assert.Equal(new(default, new(Voted(5, 9, new(RootB)))), early.Merge(wide));
        Assert.Equal(early, early.Merge(SigningHistory.Empty));
        Assert.Equal(early, SigningHistory.Empty.Merge(early));
    }

    [Fact]
    public void A_history_reads_as_it_is_written()
    {
        Sequence<SigningHistory> histories =
            [SigningHistory.Empty, Voted34, Proposed10, Voted34.Merge(Proposed10)];
        foreach (SigningHistory history in histories)
        {
            Assert.Equal(history, SigningHistory.Ssz.Deserialize(SigningHistory.Ssz.Serialize(history)));
        }
    }

    [Fact]
    public void A_history_never_takes_more_than_112_bytes() =>
        Assert.Equal(112, SigningHistory.Ssz.SizeOf(Voted34.Merge(Proposed10)));

    private static void AssertRefused(
        SigningHistory history, AttestationData vote, Hash32 root, SigningRefusal expected)
    {
        Decision decision = AssertUnchanged<Decision.NotSafe>(history, vote, root);
        Assert.Equal(new Decision.NotSafe(expected), decision);
        Assert.False(decision.MaySign);
    }

    private static void AssertRefused(
        SigningHistory history, BeaconBlockHeader block, Hash32 root, SigningRefusal expected)
    {
        (Decision decision, SigningHistory next) = history.Ask(block, root);
        Assert.Equal(new Decision.NotSafe(expected), decision);
        Assert.Same(history, next);
    }

    private static Decision AssertUnchanged<T>(SigningHistory history, AttestationData vote, Hash32 root)
        where T : Decision
    {
        (Decision decision, SigningHistory next) = history.Ask(vote, root);
        Assert.IsType<T>(decision);
        Assert.Same(history, next);
        return decision;
    }
}
