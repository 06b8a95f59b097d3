using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Following;

/// <summary>A step from the chain as it was followed to the chain as it is.</summary>
public abstract record ChainStep
{
    private ChainStep()
    {
    }

    /// <summary>The last block is on the chain no more.</summary>
    /// <param name="Height">Its height; always that of the last block.</param>
    public sealed record Disconnect(Height Height) : ChainStep;

    /// <summary>A block follows the last one.</summary>
    /// <param name="Block">It hashes to what the node named, is on the last block, and has work.</param>
    public sealed record Connect(MinedBlock Block) : ChainStep;
}
