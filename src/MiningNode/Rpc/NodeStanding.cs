using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>Where a node stands (getblockchaininfo).</summary>
/// <param name="Chain">The network's name as the node calls it: main, test, regtest.</param>
/// <param name="Blocks">The height of its best block.</param>
/// <param name="Headers">The height of its best header.</param>
/// <param name="Best">The hash of its best block.</param>
/// <param name="IsSyncing">True while it says that it loads the chain; bcoin never says so.</param>
/// <param name="FirstKept">The first height whose block it still has; 0 when it is not pruned.</param>
public sealed record NodeStanding(
    string Chain, Height Blocks, Height Headers, Hash32 Best, bool IsSyncing, Height FirstKept)
{
    internal static NodeStanding Read(AnswerFields answer) => new(
        answer["chain"].Words(),
        answer["blocks"].Height(),
        answer["headers"].Height(),
        answer["bestblockhash"].Hash(),
        answer.TryGet("initialblockdownload")?.Flag() ?? false,
        answer.TryGet("pruneheight")?.Height() ?? default);
}
