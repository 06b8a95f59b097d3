using System.Net;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode;

/// <summary>What a development node is started with.</summary>
public sealed record DevelopmentNodeSettings
{
    /// <summary>The rules of its chain.</summary>
    public required ChainConfig Config { get; init; }

    /// <summary>
    /// When slot 0 begins, in whole seconds; it may be over when the genesis becomes known.
    /// </summary>
    public required Instant GenesisTime { get; init; }

    /// <summary>Where it listens; port 0 takes any free one. Default 127.0.0.1, any port.</summary>
    public IPEndPoint ListenOn { get; init; } = new(IPAddress.Loopback, port: 0);

    /// <summary>The clock that decides which slot it is. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
