using System.Diagnostics;
using TrustlessPools.Mining.Sharing;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary>What the rule says of a block, in a word.</summary>
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
}
