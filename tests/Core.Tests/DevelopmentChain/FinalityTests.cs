using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>Casper FFG, and what happens without it.</summary>
public sealed class FinalityTests
{
    private const int Validators = 12;

    [Fact]
    public void Residents_alone_finalize_each_epoch_two_epochs_later()
    {
        BeaconChain chain = TestChain.Begin(Validators, outside: 0);
        var finalized = new List<CheckpointFinalized>();
        for (ulong epoch = 1; epoch <= 20; epoch++)
        {
            Outcome outcome = chain.AdvanceTo(chain.Config.FirstSlot(new Epoch(epoch)));
            chain = outcome.Chain;
            finalized.AddRange(outcome.Events.OfType<CheckpointFinalized>());
            ulong expected = epoch < 4 ? 0 : epoch - 2;
            Assert.Equal(new Epoch(expected), chain.State.FinalizedCheckpoint.Epoch);
            Assert.Equal(new Epoch(epoch < 3 ? 0 : epoch - 1), chain.State.CurrentJustifiedCheckpoint.Epoch);
        }

        Assert.Equal(Enumerable.Range(2, 17), finalized.Select(static f => (int)f.Checkpoint.Epoch.Value));
        Assert.All(finalized, f => Assert.Equal(
            (f.Checkpoint.Root, f.StateRoot),
            (chain.BlockOf(f.Checkpoint)!.Root, chain.BlockOf(f.Checkpoint)!.Header.StateRoot)));
        Assert.All(chain.State.InactivityScores, static s => Assert.Equal(0UL, s.Value));
    }

    [Theory]
    [InlineData(9, 5)]
    [InlineData(8, 4)]
    [InlineData(7, 0)]
    public void Two_thirds_of_the_stake_finalize_and_less_does_not(int voting, ulong finalized)
    {
        // Votes of an epoch's last slots are included in the next one. So exactly two thirds justify an epoch
        // when the next one ends, and the second justified epoch in a row finalizes by the fourth as its
        // source.
        BeaconChain chain = TestChain.Begin(Validators, outside: 0, plan: VotingBelow(voting));
        Assert.Equal(new Epoch(finalized), chain.AdvanceTo(new Epoch(8)).State.FinalizedCheckpoint.Epoch);
    }

    [Fact]
    public void Slashed_stake_does_not_vote_but_counts_until_it_has_left()
    {
        // 9 of 12 vote, then 7 of 12.
        BeaconChain chain =
            TestChain.Begin(10, outside: 2, plan: VotingBelow(7)).AdvanceVoting(new Epoch(5), 10, 11);
        Assert.True(chain.State.FinalizedCheckpoint.Epoch >= new Epoch(2));
        chain = DoubleVote(DoubleVote(chain, 10), 11).AdvanceTo(new Epoch(8));
        Epoch finalized = chain.State.FinalizedCheckpoint.Epoch;
        Epoch exit = chain.State.Validators[10].ExitEpoch;
        Assert.All(new[] { 10, 11 }, i => Assert.True(chain.State.Validators[i].Slashed));
        Assert.Equal((exit, new Epoch(10)), (chain.State.Validators[11].ExitEpoch, exit));
        Assert.Equal(finalized, chain.AdvanceTo(exit).State.FinalizedCheckpoint.Epoch);

        // Once both have left, 7 of 10 are two thirds.
        Assert.True(chain.AdvanceTo(exit + 6).State.FinalizedCheckpoint.Epoch >= exit);
    }

    [Fact]
    public void Without_finality_for_more_than_four_epochs_the_absent_leak_and_nobody_earns()
    {
        BeaconChain chain = TestChain.Begin(Validators, outside: 0, plan: VotingBelow(7));

        // Nothing is final but epoch 0: the transition at the end of epoch 6 looks back on epoch 5, five
        // after it.
        chain = chain.AdvanceTo(chain.Config.LastSlot(new Epoch(5))).Chain;
        Assert.All(Present(chain), static i => Assert.True(i.Change > 0));
        chain = chain.AdvanceTo(chain.Config.LastSlot(new Epoch(6))).Chain;
        Assert.All(Present(chain), static i => Assert.Equal(0, i.Change));
        for (ulong epoch = 6; epoch < 10; epoch++)
        {
            chain = chain.AdvanceTo(chain.Config.LastSlot(new Epoch(epoch))).Chain;
            Assert.All(Absent(chain), i => Assert.Equal(ExpectedLoss(chain, i.Index), i.Change));
        }
    }

    [Fact]
    public void A_leak_ends_with_the_votes_of_those_who_come_back_and_its_scores_fade()
    {
        BeaconChain chain = TestChain.Begin(
            Validators, outside: 0, plan: Plan((slot, v) => v.Value < 7 || slot.EpochAt(8) >= new Epoch(10)));
        chain = chain.AdvanceTo(new Epoch(11));
        Assert.Equal(new Epoch(0), chain.State.FinalizedCheckpoint.Epoch);
        ulong score = chain.State.InactivityScores[Validators - 1].Value;

        // Before the leak each epoch's recovery takes back what the epoch added; from the transition of epoch
        // 6 on until that of epoch 10, which pays for epoch 9, each missed target adds 4.
        Assert.Equal(5 * 4UL, score);
        chain = chain.AdvanceTo(new Epoch(12));
        Assert.True(chain.State.FinalizedCheckpoint.Epoch > new Epoch(0));
        Assert.Equal(score - 1 - 16, chain.State.InactivityScores[Validators - 1].Value);
        Assert.Equal(0UL, chain.AdvanceTo(new Epoch(13)).State.InactivityScores[Validators - 1].Value);
        Assert.Equal(new Epoch(14), chain.AdvanceTo(new Epoch(16)).State.FinalizedCheckpoint.Epoch);
    }

    [Fact]
    public void The_finalized_block_is_remembered_however_long_it_stays_the_last()
    {
        ChainConfig config = ChainConfig.Minimal with { EpochsKept = 3 };
        BeaconChain chain = TestChain.Begin(
            Validators, outside: 0, config: config, plan: Plan((slot, v) => v.Value < 7 || slot.Value < 40));
        chain = chain.AdvanceTo(new Epoch(20));
        Checkpoint finalized = chain.State.FinalizedCheckpoint;
        Assert.InRange(finalized.Epoch.Value, 3UL, 5UL);
        Assert.Equal(finalized.Root, chain.BlockOf(finalized)!.Root);
        Assert.Equal(finalized.Root, chain.StateOf(finalized)!.LatestBlockRoot);
        Assert.Null(chain.StateAt(chain.BlockOf(finalized)!.Header.Slot - 1));
    }

    /// <summary>
    /// What the votes of the epoch before the chain's cost and earn, in the chain's last slot of an epoch.
    /// </summary>
    private static IEnumerable<(int Index, long Change)> Changes(BeaconChain chain)
    {
        Assert.Null(VoteRewards.TryGet(chain, chain.State.PreviousEpoch, out var rewards));
        return rewards!.Total.Select(static r => ((int)r.ValidatorIndex.Value, r.Parts.Sum.Value));
    }

    private static IEnumerable<(int Index, long Change)> Present(BeaconChain chain) =>
        Changes(chain).Where(static i => i.Index < 7);

    private static IEnumerable<(int Index, long Change)> Absent(BeaconChain chain) =>
        Changes(chain).Where(static i => i.Index >= 7);

    /// <summary>
    /// Source and target of base rewards of 12 * 32 ETH, and the leak by the score after the update.
    /// </summary>
    private static long ExpectedLoss(BeaconChain chain, int index)
    {
        Assert.All(
            chain.State.Validators, static v => Assert.Equal(32_000_000_000UL, v.EffectiveBalance.Value));
        const long PerIncrement = 64_000_000_000L / 619_677; // the square root of 384 * 10^9
        const long BaseReward = 32 * PerIncrement;
        long score = (long)chain.State.InactivityScores[index].Value + 4;
        return -(BaseReward * 14 / 64) - (BaseReward * 26 / 64) - (32_000_000_000L * score / (4L << 24));
    }

    private static BeaconChain DoubleVote(BeaconChain chain, int culprit)
    {
        SingleAttestation vote = chain.VoteOf(culprit, chain.State.PreviousEpoch);
        return chain.Submit(chain.Sign(culprit, vote.Data with { BeaconBlockRoot = default })).Chain;
    }

    private static ResidentPlan VotingBelow(int count) => Plan((_, v) => v.Value < (ulong)count);

    private static ResidentPlan Plan(Func<Slot, ValidatorIndex, bool> attests) =>
        new(static (_, _) => true, attests);
}
