using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A node as its peers know it (Beacon API, <c>getNetworkIdentity</c>).</summary>
/// <param name="PeerId">Its name among libp2p peers.</param>
/// <param name="Record">Its Ethereum Node Record (EIP-778).</param>
/// <param name="PeerAddresses">Where it takes connections of peers.</param>
/// <param name="DiscoveryAddresses">Where it takes part in the discovery of peers.</param>
/// <param name="Metadata">What it tells its peers of itself.</param>
public sealed record NodeIdentity(
    string PeerId,
    string Record,
    Sequence<string> PeerAddresses,
    Sequence<string> DiscoveryAddresses,
    NodeMetadata Metadata)
{
    public static JsonShape<NodeIdentity> Shape { get; } = JsonObject.Of<NodeIdentity>()
        .Member("peer_id", JsonShapes.Text, static x => x.PeerId)
        .Member("enr", JsonShapes.Text, static x => x.Record)
        .Member("p2p_addresses", JsonShapes.List(JsonShapes.Text), static x => x.PeerAddresses)
        .Member("discovery_addresses", JsonShapes.List(JsonShapes.Text), static x => x.DiscoveryAddresses)
        .Member("metadata", NodeMetadata.Shape, static x => x.Metadata)
        .Build(static m => new(
            m.Take<string>(),
            Record: m.Take<string>(),
            PeerAddresses: m.Take<Sequence<string>>(),
            DiscoveryAddresses: m.Take<Sequence<string>>(),
            m.Take<NodeMetadata>()));
}

/// <summary>
/// What a node tells its peers of itself (consensus-specs <c>altair/p2p-interface.md#metadata</c>).
/// </summary>
/// <param name="SequenceNumber">Grows with every change of the other two.</param>
/// <param name="AttestationSubnets">A bit for each of the 64 subnets for votes, in eight bytes.</param>
/// <param name="SyncSubnets">A bit for each of the four subnets of sync committees, in one byte.</param>
public sealed record NodeMetadata(ulong SequenceNumber, ByteString AttestationSubnets, ByteString SyncSubnets)
{
    private const int AttestationSubnetBytes = 8;
    private const int SyncSubnetBytes = 1;

    /// <summary>That of a node without subnets.</summary>
    public static NodeMetadata Empty { get; } =
        new(0, new(new byte[AttestationSubnetBytes]), new(new byte[SyncSubnetBytes]));

    public static JsonShape<NodeMetadata> Shape { get; } = JsonObject.Of<NodeMetadata>()
        .Member("seq_number", JsonShapes.Of(SszTypes.Uint64), static x => x.SequenceNumber)
        .Member(
            "attnets",
            JsonShapes.Of(SszTypes.ByteVector(AttestationSubnetBytes)),
            static x => x.AttestationSubnets)
        .Member("syncnets", JsonShapes.Of(SszTypes.ByteVector(SyncSubnetBytes)), static x => x.SyncSubnets)
        .Build(static m => new(
            m.Take<ulong>(), AttestationSubnets: m.Take<ByteString>(), SyncSubnets: m.Take<ByteString>()));
}
