using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>One genesis and one input lead to one chain.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void The_chain_is_the_same_in_one_step_and_slot_by_slot()
    {
        Outcome outcome = TestChain.Begin(14, outside: 2).AdvanceTo(new Slot(80));
        BeaconChain chain = TestChain.Begin(14, outside: 2);
        var events = new List<ChainEvent>();
        for (ulong slot = 1; slot <= 80; slot++)
        {
            Outcome next = chain.AdvanceTo(new Slot(slot));
            chain = next.Chain;
            events.AddRange(next.Events);
        }

        Assert.Equal(outcome.Chain.Head().Root, chain.Head().Root);
        Assert.Equal(outcome.Events, events);
    }

    [Fact]
    public void To_advance_to_the_current_slot_changes_nothing()
    {
        BeaconChain chain = TestChain.Begin(14, outside: 2).AdvanceTo(new Slot(5)).Chain;
        Outcome outcome = chain.AdvanceTo(new Slot(5));
        Assert.Same(chain, outcome.Chain);
        Assert.Empty(outcome.Events);
        Assert.Throws<InvariantBrokenException>(() => chain.AdvanceTo(new Slot(4)));
    }

    [Fact]
    public void Another_seed_is_another_chain()
    {
        BeaconState[] states =
            [.. Enumerable.Range(0, 5).Select(static s => TestChain.Begin(16, outside: 0, seed: (ulong)s)
                .AdvanceTo(new Epoch(3)).State)];
        Assert.Equal(5, states.Select(static s => s.ProposerLookahead).Distinct().Count());
        Assert.Equal(5, states.Select(static s => s.RandaoMixes.Root).Distinct().Count());
    }

    [Fact]
    public void State_roots_that_follow_are_those_computed_anew()
    {
        // With everything that changes a state: votes, an exit, deposits, a slashing, empty slots.
        ChainConfig config = ChainConfig.Minimal with { ShardCommitteePeriod = 0 };
        BeaconChain chain =
            TestChain.Begin(13, outside: 3, config: config).AdvanceVoting(new Epoch(2), 13, 14);
        chain = chain.Submit(chain.ExitOf(15, new Epoch(1))).Taken();
        chain = chain.Submit(TestChain.DepositOf(config, 16, TestChain.Stake)).Taken();
        var vote = chain.VoteOf(14, new Epoch(1));
        chain = chain.Submit(chain.Sign(14, vote.Data with { BeaconBlockRoot = default })).Chain;
        int blocks = 0;
        for (int i = 0; i < 64; i++)
        {
            chain = chain.AdvanceTo(chain.Slot + 1).Chain;
            if (chain.BlockAt(chain.Slot) is { } block)
            {
                Assert.Equal(block.Header.StateRoot, StateRoots.Of(chain.State).Root);
                blocks++;
            }
        }

        Assert.InRange(blocks, 30, 63);
        Assert.Equal(17, chain.State.Validators.Count);
        Assert.True(chain.State.Validators[14].Slashed);
        Assert.True(chain.State.Validators[15].ExitEpoch < Epoch.FarFuture);
    }
}
