using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>The beacon chain of a devnet.</summary>
internal interface IDevnetBeacon : IAsyncDisposable
{
    /// <summary>Its beacon node; it may not answer before the chain begins.</summary>
    Uri Url { get; }

    /// <summary>For people.</summary>
    string Description { get; }

    /// <summary>What the network needs to know of it.</summary>
    BeaconFacts Facts { get; }

    /// <summary>
    /// The validators that are not the pools', by their indices; none when others run too many to compare
    /// with.
    /// </summary>
    Sequence<ValidatorIndex> Others { get; }

    /// <summary>
    /// True when the pools' keys are in the chain's genesis, so that the chain begins after the ceremony.
    /// </summary>
    bool BeginsWithThePools { get; }

    /// <summary>Begins the chain with the pools' keys.</summary>
    Task BeginAsync(IReadOnlyList<(G1Bytes Key, Hash32 Credentials)> pools, CancellationToken cancel);

    /// <summary>Why the chain cannot go on, or null.</summary>
    string? Failure { get; }
}
