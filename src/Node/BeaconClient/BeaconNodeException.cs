namespace TrustlessPools.Node.BeaconClient;

/// <summary>A beacon node could not be asked, or refused.</summary>
public sealed class BeaconNodeException : Exception
{
    internal BeaconNodeException(string message, bool isRefusal, Exception? inner = null)
        : base(message, inner) => IsRefusal = isRefusal;

    /// <summary>
    /// True when the node understood and refused (4xx): another node would answer alike. False when it could
    /// not answer.
    /// </summary>
    public bool IsRefusal { get; }
}
