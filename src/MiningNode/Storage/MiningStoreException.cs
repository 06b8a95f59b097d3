using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Storage;

/// <summary>A store cannot be used.</summary>
public sealed class MiningStoreException : Exception
{
    internal MiningStoreException(Refusal refusal, Exception? inner = null)
        : base(refusal.ToString(), inner) => Refusal = refusal;

    /// <summary>Why, and what would do instead; one of docs/reasons.md#a-mining-store.</summary>
    public Refusal Refusal { get; }
}
