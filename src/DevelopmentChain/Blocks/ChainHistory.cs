using System.Collections.Immutable;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Blocks;

/// <summary>What happened in a slot.</summary>
/// <param name="State">The state at the slot's end.</param>
/// <param name="Block">The slot's block, or null when nobody proposed.</param>
internal sealed record SlotRecord(BeaconState State, BeaconBlock? Block);

/// <summary>The slots that the chain remembers, one behind the other without a gap.</summary>
internal sealed record ChainHistory
{
    /// <summary>Blocks of checkpoints are at most so many epochs older than the checkpoint, or are forgotten.</summary>
    private const ulong EpochsBeforeCheckpoint = 2;

    private readonly ImmutableList<SlotRecord> _slots;

    private ChainHistory(ImmutableList<SlotRecord> slots, BeaconBlock head)
    {
        _slots = slots;
        Head = head;
    }

    /// <summary>The latest block, however old it is.</summary>
    internal BeaconBlock Head { get; }

    /// <summary>The oldest slot that is remembered.</summary>
    internal Slot First => _slots[0].State.Slot;

    /// <summary>The latest slot.</summary>
    internal Slot Last => _slots[^1].State.Slot;

    /// <summary>The history of a chain that begins.</summary>
    internal static ChainHistory Of(BeaconState genesis, BeaconBlock block) => new([new(genesis, block)], block);

    /// <summary>The history with the next slot, without slots that are too old to be kept.</summary>
    internal ChainHistory Add(SlotRecord record)
    {
        ImmutableList<SlotRecord> slots = _slots.Add(record);
        ulong keptFrom = KeptFrom(record.State).Value;
        ulong forgotten = keptFrom > First.Value ? keptFrom - First.Value : 0;
        slots = forgotten == 0 ? slots : slots.RemoveRange(0, (int)forgotten);
        return new(slots, record.Block ?? Head);
    }

    /// <summary>What happened in a slot; null when it is not remembered.</summary>
    internal SlotRecord? At(Slot slot) =>
        slot < First || slot > Last ? null : _slots[(int)(slot.Value - First.Value)];

    /// <summary>The block with a root; null when there is none or it is not remembered.</summary>
    /// <remarks>Looked for from the latest on, as most questions are for recent blocks.</remarks>
    internal BeaconBlock? BlockByRoot(Hash32 root)
    {
        if (Head.Root == root)
        {
            return Head;
        }

        for (int i = _slots.Count - 1; i >= 0; i--)
        {
            if (_slots[i].Block is BeaconBlock block && block.Root == root)
            {
                return block;
            }
        }

        return null;
    }

    /// <summary>The oldest slot to keep: a number of epochs, and in a leak whatever follows the finalized state.</summary>
    private static Slot KeptFrom(BeaconState state)
    {
        Epoch byAge = state.CurrentEpoch.MinusOrGenesis(state.Config.EpochsKept);
        Epoch byFinality = state.FinalizedCheckpoint.Epoch.MinusOrGenesis(EpochsBeforeCheckpoint);
        return state.Config.FirstSlot(byAge < byFinality ? byAge : byFinality);
    }
}
