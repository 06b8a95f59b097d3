using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Storage;

/// <summary>A change of a store; several are made together, all of them or none.</summary>
public abstract record StoreWrite
{
    private StoreWrite()
    {
    }

    /// <summary>Puts a block on the last one.</summary>
    /// <param name="Block">Of the height that comes next, on the block before.</param>
    public sealed record Append(StoredBlock Block) : StoreWrite;

    /// <summary>Takes the last block away.</summary>
    /// <param name="Height">Its height.</param>
    public sealed record RemoveLast(Height Height) : StoreWrite;

    /// <summary>
    /// Keeps a state instead of the blocks that led to it: they cannot be undone from then on.
    /// </summary>
    /// <param name="First">The first height that stays, or the one that comes next.</param>
    /// <param name="State">The state before that height, in the form of whoever judges.</param>
    public sealed record Rebase(Height First, ByteString State) : StoreWrite;
}
