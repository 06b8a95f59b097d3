using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.MiningNode.Following;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.MiningNode.Syncing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary>A pool beside a node: what was followed is on disk, and goes on when it is told.</summary>
internal sealed class FollowedPool : IDisposable
{
    /// <summary>Blocks that a reorganisation can undo: a day of them.</summary>
    private const int Undoable = 144;

    private readonly MiningStore _store;
    private readonly ChainSync<SharingState> _sync;

    /// <summary>Opens the store and goes on from there; the node is not asked yet.</summary>
    /// <param name="node">The node; owned from now on.</param>
    /// <param name="file">The pool.</param>
    /// <param name="folder">Where the store is.</param>
    internal FollowedPool(BitcoinNode node, RuleFile file, string folder)
    {
        Node = node;
        _store = StoredPool.Open(folder, file);
        _sync = new(new ChainFollower(node), _store, new SharingChainRule(file.Rule), Undoable);
    }

    internal BitcoinNode Node { get; }

    /// <summary>The state after the last block that was followed.</summary>
    internal SharingState State => _sync.State;

    public void Dispose()
    {
        _store.Dispose();
        Node.Dispose();
    }

    /// <summary>Follows until there is nothing new.</summary>
    /// <exception cref="BitcoinNodeException">The node cannot be followed.</exception>
    internal Task CatchUpAsync(CancellationToken cancel) => _sync.CatchUpAsync(cancel);

    /// <summary>Takes the next steps; none when there is nothing new.</summary>
    internal Task<Sequence<ChainStep>> AdvanceAsync(CancellationToken cancel) => _sync.AdvanceAsync(cancel);

    /// <summary>The blocks that can be undone, with their judgements.</summary>
    internal IEnumerable<StoredBlock> Blocks() => _store.Blocks();

    /// <summary>What the node offers for the next block.</summary>
    internal async Task<BlockOffer> OfferAsync(CancellationToken cancel) =>
        (await Node.TemplateAsync(cancel)).Offer;
}
