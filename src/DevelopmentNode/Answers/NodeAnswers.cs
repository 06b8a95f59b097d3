using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentNode.Http;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Answers;

/// <summary>What the node says of itself; all of it also before the genesis is known.</summary>
internal static class NodeAnswers
{
    private const ulong StatusMin = 100;
    private const ulong StatusMax = 599;

    /// <summary>The software and its version.</summary>
    internal static Answer<string> Version { get; } =
        new($"TrustlessPools-DevelopmentNode/v{typeof(NodeAnswers).Assembly.GetName().Version?.ToString(3)}");

    /// <summary>Nobody's: the node has no peers.</summary>
    internal static Answer<NodeIdentity> Identity { get; } = new(new(
        PeerId: string.Empty,
        Record: string.Empty,
        PeerAddresses: [],
        DiscoveryAddresses: [],
        NodeMetadata.Empty));

    /// <summary>The node is always ready; the status for another case is checked all the same.</summary>
    internal static Reply<Nothing> Health(Question question)
    {
        if (!question.TryGetOptional(
            "syncing_status", ParameterReaders.Number, out Optional<ulong> status, out BeaconError? error))
        {
            return new(error);
        }

        bool isStatus = !status.TryGet(out ulong code) || code is >= StatusMin and <= StatusMax;
        return isStatus ? new(default(Nothing)) : new(Errors.BadRequest($"Invalid syncing_status: {code}"));
    }

    /// <summary>The node makes its blocks itself, so it is never behind.</summary>
    internal static Answer<SyncStatus> Syncing(BeaconChain? chain) => new(new(
        HeadSlot: chain?.Head().Header.Slot ?? default,
        SyncDistance: 0,
        IsSyncing: false,
        IsOptimistic: false,
        IsExecutionOffline: false));
}
