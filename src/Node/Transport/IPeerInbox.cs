using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Transport;

/// <summary>Takes what peers send.</summary>
public interface IPeerInbox
{
    /// <summary>Takes a message; waits while too many of this peer's are unprocessed.</summary>
    ValueTask ReceiveAsync(OperatorId peer, ByteString message, CancellationToken cancel);

    /// <summary>Is told of what was refused before it was a message.</summary>
    void Refuse(OperatorId peer, Refusal refusal);
}
