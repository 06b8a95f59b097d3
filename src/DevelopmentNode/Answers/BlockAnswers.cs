using System.Diagnostics.CodeAnalysis;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentNode.Http;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Answers;

/// <summary>What is asked of blocks.</summary>
internal static class BlockAnswers
{
    /// <summary>Finds the block that a path names.</summary>
    internal static bool TryFind(
        BeaconChain chain,
        Question question,
        [NotNullWhen(true)] out BeaconBlock? block,
        [NotNullWhen(false)] out BeaconError? error)
    {
        block = null;
        if (!question.TryGet("block_id", TryParse, out BlockId id, out error))
        {
            return false;
        }

        block = Find(chain, id);
        error = block is null ? Errors.NotFound($"Block not found: {id}") : null;
        return block is not null;
    }

    /// <summary>A block without its body; residents do not sign, so its signature is zero.</summary>
    internal static BlockHeader Header(BeaconBlock block) =>
        new(block.Root, IsCanonical: true, new(block.Header, default));

    /// <summary>
    /// The blocks of the query's slot or with its parent, or the head; there is at most one.
    /// </summary>
    internal static Reply<ChainAnswer<Sequence<BlockHeader>>> Headers(BeaconChain chain, Question question)
    {
        if (!question.TryGetOptional(
                "slot", ParameterReaders.Slot, out Optional<Slot> atSlot, out BeaconError? error)
            || !question.TryGetOptional(
                "parent_root", ParameterReaders.Root, out Optional<Hash32> of, out error))
        {
            return new(error);
        }

        BeaconBlock? block = atSlot.TryGet(out Slot slot) ? chain.BlockAt(slot)
            : of.TryGet(out Hash32 parent) ? chain.BlockByParent(parent)
            : chain.Head();
        block = of.TryGet(out parent) && block?.Header.ParentRoot != parent ? null : block;
        return new(new ChainAnswer<Sequence<BlockHeader>>(
            ExecutionOptimistic: false,
            Finalized: block is not null && chain.IsFinalized(block.Header.Slot),
            block is null ? [] : [Header(block)]));
    }

    /// <summary>Only states are named by what is justified.</summary>
    private static bool TryParse(string text, out BlockId id) =>
        BlockId.TryParse(text, out id) && id != BlockId.Justified;

    private static BeaconBlock? Find(BeaconChain chain, BlockId id)
    {
        if (id.TryGetRoot(out Hash32 root))
        {
            return chain.BlockByRoot(root);
        }

        return id.TryGetSlot(out Slot slot) ? chain.BlockAt(slot)
            : id == BlockId.Head ? chain.Head()
            : id == BlockId.Genesis ? chain.BlockAt(new Slot(0))
            : chain.BlockOf(chain.State.FinalizedCheckpoint);
    }
}
