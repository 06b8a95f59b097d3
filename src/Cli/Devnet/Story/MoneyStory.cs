using System.Diagnostics;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet.Story;

/// <summary>
/// The money of one staker and one operator from first to last day: told as it is seen, without doing
/// anything itself.
/// </summary>
/// <param name="Plan">What it begins with.</param>
internal sealed record MoneyStory(StoryPlan Plan)
{
    /// <summary>Where it stands.</summary>
    internal StoryChapter Chapter { get; init; }

    /// <summary>The operator that was killed.</summary>
    internal Optional<OperatorId> Dead { get; init; }

    /// <summary>What of its fines has been told.</summary>
    internal Gwei ToldFines { get; init; }

    /// <summary>How many of its faults have been told.</summary>
    internal int ToldFaults { get; init; }

    /// <summary>True once its bond was seen below the least one.</summary>
    internal bool IsOut { get; init; }

    /// <summary>True once it was seen in no committee.</summary>
    internal bool IsReplaced { get; init; }

    /// <summary>True once it was told when the locks are due.</summary>
    internal bool IsDueTold { get; init; }

    /// <summary>What the staker has earned, from when all locks are paid.</summary>
    internal Gwei Reward { get; init; }

    /// <summary>What is not as it must be; complete when the story is over.</summary>
    internal Sequence<string> Problems { get; init; } = [];

    /// <summary>True when nothing more is to be seen or done.</summary>
    internal bool IsOver => Chapter is StoryChapter.Over;

    /// <summary>What it waits for, in words.</summary>
    internal string Awaits => Chapter switch
    {
        StoryChapter.Beginning or StoryChapter.Founding => "a named group's pool",
        StoryChapter.Bonding => "the operators' bonds",
        StoryChapter.Locking => "both locks on keys, and votes of all pools",
        StoryChapter.Missing when !IsOut => $"operator {Dead.Value}'s bond to fall below the least one",
        StoryChapter.Missing when !IsReplaced => $"operator {Dead.Value} to be replaced",
        StoryChapter.Missing => $"the hand-overs of term {Plan.LastTerm}",
        StoryChapter.Waiting => "the locks to be due",
        StoryChapter.Paying or StoryChapter.Collecting => "the locks to be paid",
        _ => "nothing",
    };

    /// <summary>Takes what is seen.</summary>
    internal StoryTurn On(StorySight sight) => Chapter switch
    {
        StoryChapter.Beginning => Begin(),
        StoryChapter.Founding => Found(sight),
        StoryChapter.Bonding => Lock(sight),
        StoryChapter.Locking => Kill(sight),
        StoryChapter.Missing => Miss(sight),
        StoryChapter.Waiting => Wait(sight),
        StoryChapter.Paying => Count(sight),
        StoryChapter.Collecting => End(sight),
        StoryChapter.Over => Stay(),
        _ => throw new UnreachableException(),
    };

    private StoryTurn Begin() => Go(
        StoryChapter.Founding,
        new StoryAct.FoundGroup(),
        $"operators {PoolsTable.Members(Plan.Group)} found a group: {Amounts.Ether(StoryPlan.Bond)} of each in a fund "
            + "of its own, and a pool on it");

    private StoryTurn Found(StorySight sight) => sight.GroupPool is not { } pool ? Stay() : Go(
        StoryChapter.Bonding,
        new StoryAct.BondAll(),
        $"pool {pool} is the group's; now each of the {Plan.Operators} operators bonds "
            + $"{Amounts.Ether(StoryPlan.Bond)} in fund {sight.CommonFund.Fund}, which all drawn pools share");

    /// <summary>What has been bonded may be fined by now: a first ceremony can fail.</summary>
    private StoryTurn Lock(StorySight sight)
    {
        bool isBonded = sight.Collateral + sight.Funds.Burned >= Plan.AllBonds;
        if (!isBonded || sight.GroupPool is not { } group)
        {
            return Stay();
        }

        FundDocument fund = sight.CommonFund;
        string unit = Amounts.Ether(sight.Funds.Unit);
        return Go(
            StoryChapter.Locking,
            new StoryAct.LockAndDelegate(StoryPlan.LockedPool, group),
            $"fund {fund.Fund} holds {Amounts.Ether(fund.Collateral)}, which can back {fund.Capacity} locks",
            $"the staker has {Amounts.Ether(sight.Staker.Free)}, locks {unit} behind pool {StoryPlan.LockedPool} "
                + $"and delegates {unit} to pool {group}");
    }

    /// <summary>Somebody of the locked pool's committee, and of no group: a group replaces nobody.</summary>
    private StoryTurn Kill(StorySight sight)
    {
        bool areBound = sight.Staker.Locks.Count == 2
            && sight.Staker.Locks.All(static l => l.IsBacked && l.Pool.HasValue);
        if (!areBound || !sight.HaveAllAttested)
        {
            return Stay();
        }

        PoolStatus pool = sight.Pools.First(static p => p.Pool == StoryPlan.LockedPool);
        OperatorId dead = sight.Holders(pool).First(m => !Plan.Group.Contains(m));
        StoryTurn turn = Go(
            StoryChapter.Missing,
            new StoryAct.Kill(dead),
            [
                .. sight.Staker.Locks.Select(static l =>
                    $"lock {l.Id} is backed, and stands on pool {l.Pool.Value}'s key"),
                $"operator {dead}, one of {PoolsTable.Members(sight.Holders(pool))} of pool {pool.Pool}, is killed "
                    + $"for good; {Amounts.Ether(sight.StandingOf(dead).Bond)} of its own are at stake",
            ]);
        return turn with { Next = turn.Next with { Dead = new(dead) } };
    }

    private StoryTurn Miss(StorySight sight)
    {
        OperatorId dead = Dead.Value;
        OperatorStanding standing = sight.StandingOf(dead);
        var lines = new List<string>();
        MoneyStory next = this;
        if (standing.Fined > ToldFines)
        {
            lines.Add(FineLine(dead, standing));
            next = next with { ToldFines = standing.Fined, ToldFaults = standing.Record.Count };
        }

        if (!IsOut && standing.Bond < sight.Funds.BondMinimum)
        {
            lines.Add(
                $"operator {dead} has less than the least bond, {Amounts.Ether(sight.Funds.BondMinimum)}: "
                + "it is drawn no more");
            next = next with { IsOut = true };
        }

        if (next.IsOut && !IsReplaced && !sight.Serves(dead))
        {
            lines.Add($"operator {dead} is replaced: it is in no committee any more");
            next = next with { IsReplaced = true };
        }

        if (!next.IsReplaced || sight.Serves(dead) || !sight.HasHandedOver(Plan.LastTerm))
        {
            return new(next, lines.ToSequence());
        }

        StoryTurn asking = next.Ask(sight);
        return asking with { Lines = lines.Concat(asking.Lines).ToSequence() };
    }

    private string FineLine(OperatorId dead, OperatorStanding standing)
    {
        string faults = string.Join(", ", standing.Record.Skip(ToldFaults));
        return $"operator {dead} is fined {Amounts.Ether(standing.Fined - ToldFines)}"
            + $"{(faults.Length > 0 ? $" ({faults})" : string.Empty)}: {Amounts.Ether(standing.Bond)} of its bond are left";
    }

    /// <summary>Before the locks are asked for, one still has to pay, and delegation has paid.</summary>
    private StoryTurn Ask(StorySight sight)
    {
        Gwei pending = StoryVerdict.Pending(sight.Staker);
        StoryTurn turn = Go(
            StoryChapter.Waiting,
            new StoryAct.AskBack(),
            $"the staker asks for both locks: the one has earned {Amounts.Ether(pending)}, "
                + $"delegation {Amounts.Ether(sight.Staker.Earned)}");
        return turn with
        {
            Next = turn.Next with { Problems = StoryVerdict.OfRewards(pending, sight.Staker).ToSequence() },
        };
    }

    private StoryTurn Wait(StorySight sight)
    {
        Sequence<LockDocument> locks = sight.Staker.Locks;
        if (locks.All(l => l.IsDue(sight.Staker.Now)))
        {
            return Go(
                StoryChapter.Paying,
                new StoryAct.TakeBack(),
                $"the delay is over in epoch {sight.Staker.Now}: the staker takes both locks");
        }

        bool areKnown = locks.All(static l => l.WithdrawableAt.HasValue);
        return IsDueTold || !areKnown
            ? Stay()
            : new(this with { IsDueTold = true }, [.. locks.Select(static l =>
                $"lock {l.Id} leaves the exit queue, and is due in epoch {l.WithdrawableAt.Value}")]);
    }

    private StoryTurn Count(StorySight sight)
    {
        if (sight.Staker.Locks.Any(static l => !l.IsReleased))
        {
            return Stay();
        }

        StoryTurn turn = Go(
            StoryChapter.Collecting,
            new StoryAct.Collect(),
            $"both locks are paid: {Amounts.Ether(sight.Staker.Free)} are free, and "
                + $"{Amounts.Ether(sight.Staker.Earned)} of reward are beside it");
        return turn with
        {
            Next = turn.Next with
            {
                Reward = sight.Staker.Earned,
                Problems =
                [
                    .. Problems,
                    .. StoryVerdict.OfPrincipal(sight.Staker),
                    .. StoryVerdict.OfBonds(this, sight),
                ],
            },
        };
    }

    /// <summary>Some more of it may have come since it was counted.</summary>
    private StoryTurn End(StorySight sight)
    {
        Gwei collected = sight.Staker.Free.MinusOrZero(StoryPlan.StakerHas);
        if (collected < Reward)
        {
            return Stay();
        }

        StoryTurn turn = Go(
            StoryChapter.Over,
            act: null,
            $"the reward is collected: the staker has {Amounts.Ether(sight.Staker.Free)}");
        return turn with { Next = turn.Next with { Reward = collected } };
    }

    private StoryTurn Stay() => new(this, []);

    private StoryTurn Go(StoryChapter next, StoryAct? act, params Sequence<string> lines) =>
        new(this with { Chapter = next }, lines, act);
}
