using TrustlessPools.Cli.Devnet.Story;
using TrustlessPools.Primitives;
using static TrustlessPools.Cli.Tests.Devnet.Sights;

namespace TrustlessPools.Cli.Tests.Devnet;

/// <summary>The story goes on when what it waits for is seen, and judges to the Gwei.</summary>
public sealed class MoneyStoryTests
{
    private static readonly Gwei One = new(1);
    private static readonly Gwei Reward = new(11_000);
    private static readonly Epoch Due = new(14);

    private static StorySight Waiting { get; } =
        Replaced.WithLocks(Exiting, due: new(Due)) with { Slot = new(new Slot(80)) };

    private static StorySight DueNow { get; } =
        Waiting with { Staker = Waiting.Staker with { Now = Due } };

    /// <summary>All is paid, and the reward not yet collected.</summary>
    private static StorySight Paid { get; } = Replaced.WithLocks(Released) with
    {
        Staker = Replaced.WithLocks(Released).Staker with { Earned = Reward, Free = StoryPlan.StakerHas },
    };

    private static StorySight Collected { get; } = Paid with
    {
        Staker = Paid.Staker with { Earned = default, Free = StoryPlan.StakerHas + Reward },
    };

    [Fact]
    public void Each_act_follows_from_what_is_seen_and_is_asked_for_once()
    {
        StorySight[] seen =
            [Empty, Founded, Bonded, Serving, Replaced, Waiting, DueNow, Paid, Collected];
        (MoneyStory story, List<StoryAct> acts) = Tell(seen.SelectMany(static s => new[] { s, s }));
        Assert.Equal(
            [
                new StoryAct.FoundGroup(),
                new StoryAct.BondAll(),
                new StoryAct.LockAndDelegate(StoryPlan.LockedPool, GroupPool),
                new StoryAct.Kill(new(5)),
                new StoryAct.AskBack(),
                new StoryAct.TakeBack(),
                new StoryAct.Collect(),
            ],
            acts);
        Assert.True(story.IsOver, story.Awaits);
        Assert.Empty(story.Problems);
        Assert.Equal(Reward, story.Reward);
    }

    [Fact]
    public void Bonds_count_that_were_fined_before_the_last_one_came()
    {
        MoneyStory story = After(Empty, Founded);
        StorySight fined = Bonded.WithDead(fined: new(5_000_000));
        Assert.Null(story.On(fined with { Funds = fined.Funds with { Burned = default } }).Act);
        Assert.IsType<StoryAct.LockAndDelegate>(story.On(fined).Act);
    }

    [Fact]
    public void Nobody_is_killed_before_all_pools_attest_and_both_locks_are_bound()
    {
        MoneyStory story = After(Empty, Founded, Bonded);
        Assert.Null(story.On(Serving with { HaveAllAttested = false }).Act);
        Assert.Null(story.On(Serving.WithLocks("idle")).Act);
        Assert.Null(story.On(Bonded with { HaveAllAttested = true }).Act);
        Assert.IsType<StoryAct.Kill>(story.On(Serving).Act);
    }

    [Fact]
    public void Fines_and_what_is_left_are_told_as_they_come()
    {
        MoneyStory story = After(Empty, Founded, Bonded, Serving);
        StoryTurn first = story.On(Serving.WithDead(fined: new(5_000_000)));
        Assert.Equal(
            "operator 5 is fined 0.005000000 ETH (Absence at height 9): 0.995000000 ETH of its bond are left",
            Assert.Single(first.Lines));
        Assert.False(first.Next.IsOut);
        StoryTurn second = first.Next.On(Serving.WithDead(fined: new(25_000_000)));
        Assert.Equal(2, second.Lines.Count);
        Assert.Contains("0.020000000 ETH", second.Lines[0], StringComparison.Ordinal);
        Assert.True(second.Next.IsOut);
        Assert.Empty(second.Next.On(Serving.WithDead(fined: new(25_000_000))).Lines);
    }

    [Fact]
    public void A_bond_of_just_the_least_is_not_out()
    {
        MoneyStory story = After(Empty, Founded, Bonded, Serving);
        Assert.False(story.On(Serving.WithDead(fined: new(20_000_000))).Next.IsOut);
        Assert.True(story.On(Serving.WithDead(fined: new(20_000_001))).Next.IsOut);
    }

    [Fact]
    public void The_locks_are_not_asked_for_while_the_dead_one_holds_a_share_or_a_term_is_missing()
    {
        MoneyStory story = After(Empty, Founded, Bonded, Serving);
        StorySight outgoing = Replaced with
        {
            Slot = new(new Slot(47)),
            Pools =
            [
                Replaced.Pools[0] with { Outgoing = new(Sights.Of(0, 0, 1, 2, 3, 5)) }, Replaced.Pools[1],
            ],
        };
        StorySight early = Replaced with
        {
            Pools = [Held(StoryPlan.LockedPool, 0, 48, 1, 2, 3, 6), Replaced.Pools[1]],
        };
        Assert.Null(story.On(outgoing).Act);
        Assert.Null(story.On(early).Act);
        Assert.True(story.On(early).Next.IsReplaced);
        Assert.IsType<StoryAct.AskBack>(story.On(Replaced).Act);
    }

    [Fact]
    public void The_locks_are_taken_when_they_are_due_and_not_before()
    {
        MoneyStory story = After(Empty, Founded, Bonded, Serving, Replaced);
        StorySight early = DueNow with { Staker = DueNow.Staker with { Now = new(Due.Value - 1) } };
        Assert.Null(story.On(early).Act);
        Assert.IsType<StoryAct.TakeBack>(story.On(DueNow).Act);
    }

    [Fact]
    public void Staking_that_earned_nothing_is_named()
    {
        StorySight nothing = Replaced.WithLocks(Backed);
        nothing = nothing with { Staker = nothing.Staker with { Earned = default } };
        Assert.Equal(
            ["the lock behind a drawn pool has earned nothing", "delegation has paid nothing"],
            After(Empty, Founded, Bonded, Serving, nothing).Problems);
    }

    [Fact]
    public void A_principal_that_is_not_exact_is_named()
    {
        foreach (Gwei free in (Gwei[])[StoryPlan.StakerHas - One, StoryPlan.StakerHas + One])
        {
            string problem = Assert.Single(
                ProblemsAt(Paid with { Staker = Paid.Staker with { Free = free } }));
            Assert.Contains("not exactly 100.000000000 ETH", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_bond_that_is_neither_there_nor_burned_is_named()
    {
        string problem = Assert.Single(
            ProblemsAt(Paid with { Funds = Paid.Funds with { Burned = Paid.Funds.Burned - One } }));
        Assert.Contains("11.000000000 ETH of bonds", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_operator_without_fines_or_with_a_share_is_named()
    {
        Assert.Contains(
            "was fined 0.000000000 ETH",
            Assert.Single(ProblemsAt(Paid.WithDead(fined: default))),
            StringComparison.Ordinal);
        Assert.Contains(
            "is dead, and in a committee",
            Assert.Single(ProblemsAt(Paid with { Pools = Serving.Pools })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_bond_that_fines_took_whole_is_in_order()
    {
        Gwei beyond = StoryPlan.Bond + One;
        StorySight bare = Paid with
        {
            Operators = Paid.Operators
                .Select(o => o.Operator.Value == 5
                    ? o with { Standing = o.Standing with { Bond = default, Fined = beyond } }
                    : o)
                .ToSequence(),
        };
        Assert.Empty(ProblemsAt(bare));
    }

    private static Sequence<string> ProblemsAt(StorySight paid) =>
        After(Empty, Founded, Bonded, Serving, Replaced, Waiting, DueNow, paid).Problems;

    private static MoneyStory After(params StorySight[] seen) => Tell(seen).Story;

    private static (MoneyStory Story, List<StoryAct> Acts) Tell(IEnumerable<StorySight> seen)
    {
        var story = new MoneyStory(Plan);
        var acts = new List<StoryAct>();
        foreach (StorySight sight in seen)
        {
            StoryTurn turn = story.On(sight);
            story = turn.Next;
            if (turn.Act is { } act)
            {
                acts.Add(act);
            }
        }

        return (story, acts);
    }
}
