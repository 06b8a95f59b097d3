using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Templates;

/// <summary>A block to mine, or the reason for none.</summary>
public abstract record BlockProposal
{
    private BlockProposal()
    {
    }

    /// <summary>The block, which lacks only its nonce.</summary>
    /// <param name="Block">Valid but for its work, if the node's offer was.</param>
    /// <param name="Demand">What it pays, and why.</param>
    /// <param name="Judgement">
    /// Qualified; or not of the pool, below the pool's start: then all of it is the finder's.
    /// </param>
    public sealed record Made(Block Block, Demand Demand, Judgement Judgement) : BlockProposal;

    /// <summary>No block can be made.</summary>
    /// <param name="Reason">One of docs/reasons.md.</param>
    public sealed record Refused(Refusal Reason) : BlockProposal;
}
