using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>
/// Blocks and states by the names that the Beacon API has for them; null for what is not remembered.
/// </summary>
/// <remarks>This chain never reorganises, so every block that it knows is canonical.</remarks>
public static class ChainPoints
{
    /// <summary>The block <c>head</c>.</summary>
    public static BeaconBlock Head(this BeaconChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.History.Head;
    }

    /// <summary>The block with a root.</summary>
    public static BeaconBlock? BlockByRoot(this BeaconChain chain, Hash32 root)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.History.BlockByRoot(root);
    }

    /// <summary>The block that builds on the block with a root.</summary>
    public static BeaconBlock? BlockByParent(this BeaconChain chain, Hash32 parent)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.History.BlockByParent(parent);
    }

    /// <summary>The state after a block, by the state's root.</summary>
    public static BeaconState? StateByRoot(this BeaconChain chain, Hash32 root)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.History.StateByRoot(root);
    }

    /// <summary>The block of a slot; null also when the slot is empty.</summary>
    public static BeaconBlock? BlockAt(this BeaconChain chain, Slot slot)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.History.At(slot)?.Block;
    }

    /// <summary>The block of a checkpoint of this chain, such as <c>finalized</c>.</summary>
    /// <remarks>The first checkpoint has a zero root and stands for the genesis block.</remarks>
    public static BeaconBlock? BlockOf(this BeaconChain chain, Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(checkpoint);
        return checkpoint.Root.IsZero ? chain.BlockAt(new Slot(0)) : chain.BlockByRoot(checkpoint.Root);
    }

    /// <summary>The state at the end of a slot, with the slot's block when there is one.</summary>
    public static BeaconState? StateAt(this BeaconChain chain, Slot slot)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return chain.History.At(slot)?.State;
    }

    /// <summary>
    /// The state of a checkpoint, such as <c>finalized</c>: that of its epoch's first slot.
    /// </summary>
    public static BeaconState? StateOf(this BeaconChain chain, Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(checkpoint);
        return chain.StateAt(chain.Config.FirstSlot(checkpoint.Epoch));
    }

    /// <summary>True when a slot of the chain can no longer be undone, nor what happened in it.</summary>
    public static bool IsFinalized(this BeaconChain chain, Slot slot)
    {
        ArgumentNullException.ThrowIfNull(chain);
        return slot <= chain.Config.FirstSlot(chain.State.FinalizedCheckpoint.Epoch);
    }
}
