using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>Something that an operator wants done.</summary>
/// <remarks>
/// The shell first makes all writes of a transition durable, as one transaction, and only then does the rest,
/// in order. That is what keeps a restarted operator from contradicting what it sent.
/// </remarks>
public abstract record OperatorEffect
{
    private OperatorEffect()
    {
    }

    /// <summary>A change of the store.</summary>
    public abstract record Write : OperatorEffect;

    /// <summary>Stores a record.</summary>
    public sealed record Put(string Key, ByteString Value) : Write;

    /// <summary>Removes a record.</summary>
    public sealed record Remove(string Key) : Write;

    /// <summary>Stores a secret, encrypted at rest.</summary>
    public sealed record PutSecret(SecretName Name, SecretBytes Secret) : Write;

    /// <summary>
    /// Erases a secret so that nothing of it is left in the store's files; its memory is zeroed afterwards.
    /// </summary>
    public sealed record EraseSecret(SecretName Name, SecretBytes Secret) : Write;

    /// <summary>Sends bytes to a peer; may get lost.</summary>
    public sealed record Send(OperatorId To, ByteString Bytes) : OperatorEffect;

    /// <summary>
    /// Sends stored blocks from a height on, as one <see cref="Messages.BlocksMessage"/>, if there are any.
    /// </summary>
    public sealed record ServeBlocks(OperatorId To, Height From) : OperatorEffect;

    /// <summary>Asks the own beacon node; may stay without an answer.</summary>
    public sealed record Ask(BeaconQuestion Question) : OperatorEffect;

    /// <summary>Wants 32 fresh random bytes.</summary>
    public sealed record DrawSeed(SecretName Name) : OperatorEffect;

    /// <summary>Tells people and metrics what happened.</summary>
    public sealed record Tell(OperatorEvent Event) : OperatorEffect;
}
