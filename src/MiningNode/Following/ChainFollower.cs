using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Following;

/// <summary>Finds the steps from a chain as it was followed to the chain that a node follows.</summary>
/// <remarks>
/// It keeps nothing: what was followed is what the consumer has made durable, so that whoever is interrupted
/// asks again. Spec: docs/spec/mining-node.md#following.
/// </remarks>
/// <param name="node">The node; asked first whether it can be used.</param>
public sealed class ChainFollower(BitcoinNode node)
{
    /// <summary>The most blocks that are connected at a time.</summary>
    public const int ConnectsMax = 64;

    /// <summary>Asks for the next steps.</summary>
    /// <param name="followed">What was followed so far; it stays as it is meanwhile.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>
    /// All that leave the old branch, then some that go along the node's; none when there is nothing new.
    /// Taken together they lead to a chain that the node has had.
    /// </returns>
    /// <exception cref="BitcoinNodeException">The node cannot be used; or UnlinkedBlock, LessWork,
    /// ReorganisationTooDeep.</exception>
    public async Task<Sequence<ChainStep>> NextAsync(IFollowedChain followed, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(followed);
        NodeStanding standing = await node.CheckAsync(cancel);
        if (standing.FirstKept > followed.Next)
        {
            throw new BitcoinNodeException(NodeRefusals.BlockPruned(
                $"block {followed.Next}, of a node that keeps them from {standing.FirstKept} on"));
        }

        Height fork = await ForkAsync(followed, cancel);
        var steps = new List<ChainStep>();
        for (Height last = followed.Next; last > fork; last = last.Previous)
        {
            steps.Add(new ChainStep.Disconnect(last.Previous));
        }

        if (steps.Count > 0)
        {
            await CheckWorkAsync(followed, fork, cancel);
        }

        await ConnectAsync(steps, fork, HashBefore(followed, fork), cancel);
        return [.. steps];
    }

    /// <summary>The hash of the block before a height; null where following begins.</summary>
    private static Hash32? HashBefore(IFollowedChain followed, Height height) =>
        height == followed.First ? followed.Before : followed.HeaderAt(height.Previous).Hash;

    /// <summary>The first height at which the node's chain is another, or goes on.</summary>
    private async Task<Height> ForkAsync(IFollowedChain followed, CancellationToken cancel)
    {
        for (Height fork = followed.Next; ; fork = fork.Previous)
        {
            if (HashBefore(followed, fork) is not { } hash
                || await node.HashAtAsync(fork.Previous, cancel) == hash)
            {
                return fork;
            }

            if (fork == followed.First)
            {
                throw new BitcoinNodeException(FollowingRefusals.ReorganisationTooDeep(fork));
            }
        }
    }

    /// <summary>Checks that the node's branch has no less work than the one that is to be left.</summary>
    private async Task CheckWorkAsync(IFollowedChain followed, Height fork, CancellationToken cancel)
    {
        ChainWork ours = default;
        for (Height height = fork; height < followed.Next; height = height.Next)
        {
            ours += WorkOf(followed.HeaderAt(height));
        }

        ChainWork theirs = default;
        Hash32? before = HashBefore(followed, fork);
        for (Height height = fork; theirs < ours; height = height.Next)
        {
            if (await node.HashAtAsync(height, cancel) is not { } hash)
            {
                throw new BitcoinNodeException(FollowingRefusals.LessWork(fork, theirs, ours));
            }

            BlockHeader header = await node.HeaderAsync(hash, cancel);
            CheckLink(height, header, before);
            theirs += WorkOf(header);
            before = hash;
        }
    }

    private async Task ConnectAsync(
        List<ChainStep> steps, Height from, Hash32? before, CancellationToken cancel)
    {
        Height height = from;
        for (int i = 0; i < ConnectsMax; i++)
        {
            if (await node.HashAtAsync(height, cancel) is not { } hash)
            {
                return;
            }

            Block block = await node.BlockAsync(hash, cancel);
            if (block.Header.Previous != before && before is { } expected
                && await node.HashAtAsync(height.Previous, cancel) != expected)
            {
                // The node has changed its branch in between: the next steps will leave this one.
                return;
            }

            CheckLink(height, block.Header, before);
            steps.Add(new ChainStep.Connect(new(height, block.Header, block.Transactions[0])));
            before = hash;
            height = height.Next;
        }
    }

    private static void CheckLink(Height height, BlockHeader header, Hash32? before)
    {
        if (before is { } hash && header.Previous != hash)
        {
            throw new BitcoinNodeException(FollowingRefusals.UnlinkedBlock(height, header.Previous, hash));
        }
    }

    // Whether the target is possible was checked with the header's work.
    private static ChainWork WorkOf(BlockHeader header) =>
        Target.TryFromBits(header.Bits) is { } target ? target.Work : default;
}
