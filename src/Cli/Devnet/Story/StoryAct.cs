using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet.Story;

/// <summary>What somebody does in the story. Done again, it does only what is not done yet.</summary>
internal abstract record StoryAct
{
    private StoryAct()
    {
    }

    /// <summary>The group's members bond in a fund of their own, and make their pool.</summary>
    internal sealed record FoundGroup : StoryAct;

    /// <summary>Every operator bonds in the fund that drawn pools share.</summary>
    internal sealed record BondAll : StoryAct;

    /// <summary>The staker locks behind a drawn pool, and delegates to the group's.</summary>
    internal sealed record LockAndDelegate(PoolId Drawn, PoolId Group) : StoryAct;

    /// <summary>An operator's process gets SIGKILL, and is never started again.</summary>
    internal sealed record Kill(OperatorId Operator) : StoryAct;

    /// <summary>The staker asks for the locks back.</summary>
    internal sealed record AskBack : StoryAct;

    /// <summary>The staker takes the locks that are due.</summary>
    internal sealed record TakeBack : StoryAct;

    /// <summary>The staker makes the reward free money.</summary>
    internal sealed record Collect : StoryAct;
}

/// <summary>What the story goes on with.</summary>
/// <param name="Next">The story from here on.</param>
/// <param name="Lines">What people should read.</param>
/// <param name="Act">What is to be done now.</param>
internal sealed record StoryTurn(MoneyStory Next, Sequence<string> Lines, StoryAct? Act = null);

/// <summary>Where the story stands. The names are in the JSON.</summary>
internal enum StoryChapter
{
    /// <summary>Nothing has happened.</summary>
    Beginning,

    /// <summary>A named group makes its pool.</summary>
    Founding,

    /// <summary>Operators put up collateral.</summary>
    Bonding,

    /// <summary>The staker locks and delegates, and the pools begin to attest.</summary>
    Locking,

    /// <summary>An operator is dead: it is fined, and replaced.</summary>
    Missing,

    /// <summary>The staker has asked for the locks, and waits.</summary>
    Waiting,

    /// <summary>The locks are being paid.</summary>
    Paying,

    /// <summary>The reward is being collected.</summary>
    Collecting,

    /// <summary>It is told.</summary>
    Over,
}
