using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Syncing;

/// <summary>What the rule said of a block, as JSON in UTF-8 for whoever reads a store.</summary>
/// <remarks>
/// <c>verdict</c> is qualified, foreign or unqualified; with it come the finder's <c>script</c>, or the
/// <c>reason</c> with what was <c>supplied</c> and <c>permitted</c>.
/// </remarks>
public static class JudgementText
{
    /// <summary>Writes a judgement of a block that was applied.</summary>
    public static ByteString Encode(Judgement judgement) =>
        new(Encoding.UTF8.GetBytes(Document(judgement).ToJsonString()));

    private static JsonObject Document(Judgement judgement) => judgement switch
    {
        Judgement.Qualified qualified => new()
        {
            ["verdict"] = "qualified",
            ["script"] = $"{qualified.Tag.Script}",
        },
        Judgement.NotOfThePool => new() { ["verdict"] = "foreign" },
        Judgement.Unqualified unqualified => new()
        {
            ["verdict"] = "unqualified",
            ["reason"] = unqualified.Reason.Reason,
            ["supplied"] = unqualified.Reason.Supplied,
            ["permitted"] = unqualified.Reason.Permitted,
        },
        _ => throw new UnreachableException(),
    };
}
