using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A block that a node knows (Beacon API, <c>getBlockHeader</c>).</summary>
/// <param name="Root">The block's root.</param>
/// <param name="IsCanonical">True when it is on the chain of the node's head.</param>
/// <param name="Header">The block without its body.</param>
public sealed record BlockHeader(Hash32 Root, bool IsCanonical, SignedBeaconBlockHeader Header)
{
    public static JsonShape<BlockHeader> Shape { get; } = JsonObject.Of<BlockHeader>()
        .Member("root", JsonShapes.Of(SszTypes.Hash32), static x => x.Root)
        .Member("canonical", JsonShapes.Boolean, static x => x.IsCanonical)
        .Member("header", JsonShapes.Of(SignedBeaconBlockHeader.Ssz), static x => x.Header)
        .Build(static m => new(m.Take<Hash32>(), m.Take<bool>(), m.Take<SignedBeaconBlockHeader>()));
}
