using System.Diagnostics;
using TrustlessPools.Mining.Sharing;

namespace TrustlessPools.MiningNode.Syncing;

/// <summary>What the rule said of a block, in a line for people, as stores keep it.</summary>
public static class JudgementText
{
    /// <summary>The line of a block that was judged.</summary>
    public static string Of(Judgement judgement) => judgement switch
    {
        Judgement.Qualified => "qualified",
        Judgement.NotOfThePool => "not of the pool",
        Judgement.Unqualified unqualified => $"not qualified: {unqualified.Reason}",
        Judgement.Rejected rejected => $"not the next block: {rejected.Reason}",
        _ => throw new UnreachableException(),
    };
}
