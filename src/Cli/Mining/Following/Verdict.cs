using System.Diagnostics;
using TrustlessPools.Mining.Sharing;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary>What the rule says of a block, in a word or a line.</summary>
internal static class Verdict
{
    /// <summary>The word that programs read.</summary>
    internal static string WordOf(Judgement judgement) => judgement switch
    {
        Judgement.Qualified => "qualified",
        Judgement.NotOfThePool => "not_of_the_pool",
        Judgement.Unqualified => "unqualified",
        Judgement.Rejected => "rejected",
        _ => throw new UnreachableException(),
    };

    /// <summary>The line that people read.</summary>
    internal static string Of(Judgement judgement) => judgement switch
    {
        Judgement.Qualified => "qualified",
        Judgement.NotOfThePool => "not of the pool",
        Judgement.Unqualified u => $"not qualified: {u.Reason}",
        Judgement.Rejected r => $"not the next block: {r.Reason}",
        _ => throw new UnreachableException(),
    };
}
