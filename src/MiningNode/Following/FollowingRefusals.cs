using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Following;

/// <summary>Every reason for which a node's chain is not followed; docs/reasons.md lists them.</summary>
internal static class FollowingRefusals
{
    internal static Refusal UnlinkedBlock(Height height, Hash32 supplied, Hash32 permitted) => new(
        "UnlinkedBlock",
        $"block {height} on {Digest.Show(supplied)}",
        $"one on {Digest.Show(permitted)}, which the node says is before it");

    internal static Refusal ReorganisationTooDeep(Height first) => new(
        "ReorganisationTooDeep",
        $"a chain that differs below height {first}",
        "one that differs from there on; make the store anew to follow it");

    internal static Refusal LessWork(Height fork, ChainWork supplied, ChainWork permitted) => new(
        "LessWork",
        $"a branch from height {fork} with {supplied} hashes of work",
        $"{permitted} or more, as was followed before; wait until the node has caught up");
}
