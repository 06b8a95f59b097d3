using System.Collections.Immutable;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Blocks;

/// <summary>What happened in a slot.</summary>
/// <param name="State">The state at the slot's end.</param>
/// <param name="Block">The slot's block, or null when nobody proposed.</param>
internal sealed record SlotRecord(BeaconState State, BeaconBlock? Block);

/// <summary>
/// The slots that the chain remembers, one behind the other without a gap, and the genesis.
/// </summary>
internal sealed record ChainHistory
{
    private readonly ImmutableList<SlotRecord> _slots;
    private readonly SlotRecord _genesis;

    private ChainHistory(ImmutableList<SlotRecord> slots, SlotRecord genesis, BeaconBlock head)
    {
        _slots = slots;
        _genesis = genesis;
        Head = head;
    }

    /// <summary>The latest block, however old it is.</summary>
    internal BeaconBlock Head { get; }

    /// <summary>The oldest slot that is remembered with all that follow it.</summary>
    internal Slot First => _slots[0].State.Slot;

    /// <summary>The latest slot.</summary>
    internal Slot Last => _slots[^1].State.Slot;

    /// <summary>The history of a chain that begins.</summary>
    internal static ChainHistory Of(BeaconState genesis, BeaconBlock block)
    {
        var record = new SlotRecord(genesis, block);
        return new([record], record, block);
    }

    /// <summary>The history with the next slot, without slots that are too old to be kept.</summary>
    internal ChainHistory Add(SlotRecord record)
    {
        ImmutableList<SlotRecord> slots = _slots.Add(record);
        ulong keptFrom = KeptFrom(record.State).Value;
        ulong forgotten = keptFrom > First.Value ? keptFrom - First.Value : 0;
        slots = forgotten == 0 ? slots : slots.RemoveRange(0, (int)forgotten);
        return new(slots, _genesis, record.Block ?? Head);
    }

    /// <summary>What happened in a slot; null when it is not remembered.</summary>
    internal SlotRecord? At(Slot slot)
    {
        if (slot == new Slot(0))
        {
            return _genesis;
        }

        return slot < First || slot > Last ? null : _slots[(int)(slot.Value - First.Value)];
    }

    /// <summary>The block with a root; null when there is none or it is not remembered.</summary>
    internal BeaconBlock? BlockByRoot(Hash32 root) =>
        Head.Root == root ? Head : Find(b => b.Root == root)?.Block;

    /// <summary>
    /// The block that builds on another one; null when there is none or it is not remembered.
    /// </summary>
    internal BeaconBlock? BlockByParent(Hash32 parent) => Find(b => b.Header.ParentRoot == parent)?.Block;

    /// <summary>
    /// The state after a block, by its root; null when there is none or it is not remembered.
    /// </summary>
    internal BeaconState? StateByRoot(Hash32 root) => Find(b => b.Header.StateRoot == root)?.State;

    /// <summary>Looks from the latest slot on, as most questions are for recent blocks.</summary>
    private SlotRecord? Find(Func<BeaconBlock, bool> isWanted)
    {
        for (int i = _slots.Count - 1; i >= 0; i--)
        {
            if (_slots[i].Block is BeaconBlock block && isWanted(block))
            {
                return _slots[i];
            }
        }

        return isWanted(_genesis.Block!) ? _genesis : null;
    }

    /// <summary>The oldest slot to keep: by age, or the finalized block when that is older.</summary>
    private Slot KeptFrom(BeaconState state)
    {
        Slot byAge = state.Config.FirstSlot(state.CurrentEpoch.MinusOrGenesis(state.Config.EpochsKept));
        SlotRecord? finalized = At(state.Config.FirstSlot(state.FinalizedCheckpoint.Epoch));
        Invariant.Holds(finalized is not null, "What is final is remembered.");
        Slot byFinality = finalized.State.LatestBlockHeader.Slot;
        return byAge < byFinality ? byAge : byFinality;
    }
}
