using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Storage;

/// <summary>The operator's store cannot be used; the operator must not run.</summary>
public sealed class StoreException : Exception
{
    internal StoreException(Refusal refusal, Exception? inner = null)
        : base(refusal.ToString(), inner) => Refusal = refusal;

    /// <summary>Why.</summary>
    public Refusal Refusal { get; }
}
