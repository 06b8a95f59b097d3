using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>A Bitcoin node cannot be used, or what it says does not hold together.</summary>
public sealed class BitcoinNodeException : Exception
{
    internal BitcoinNodeException(Refusal refusal, Exception? inner = null)
        : base(refusal.ToString(), inner) => Refusal = refusal;

    /// <summary>
    /// Why, and what would do instead; one of those of docs/reasons.md#a-bitcoin-node or of a block.
    /// </summary>
    public Refusal Refusal { get; }
}
