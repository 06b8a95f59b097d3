using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>A pool of an honest miner and somebody else, counted without coinbases.</summary>
internal static class TwoMiners
{
    internal const int W = 432;
    internal const int Honest = 0;
    internal const int Attacker = 1;

    internal static readonly Satoshi Reward = new(312_500_000);

    /// <summary>All of a reward is shared, so that what is measured is the pool and nothing else.</summary>
    internal static readonly SharingRule Rule = new() { Window = SharingWindow.Last(W), Share = new(1, 1) };

    /// <summary>A pool in its steady state, in which the attacker has nothing.</summary>
    internal static ShareAccounting Full(WeightBasis basis)
    {
        var accounting = new ShareAccounting(Rule with { Basis = basis }, 2);
        Found(accounting, Honest, 2 * W, Reward);
        return accounting;
    }

    internal static void Found(ShareAccounting accounting, int miner, int blocks, Satoshi reward)
    {
        for (int i = 0; i < blocks; i++)
        {
            accounting.Share(miner, reward);
        }
    }

    /// <summary>What the attacker has earned, in rewards.</summary>
    internal static double Part(ShareAccounting accounting) =>
        accounting.EarnedBy(Attacker).Value / (double)Reward.Value;
}
