using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// A block without its body (consensus-specs <c>phase0/beacon-chain.md#beaconblockheader</c>).
/// </summary>
/// <param name="Slot">The slot the block is for.</param>
/// <param name="ProposerIndex">Who proposed it.</param>
/// <param name="ParentRoot">The hash tree root of the parent's header.</param>
/// <param name="StateRoot">The hash tree root of the state after the block.</param>
/// <param name="BodyRoot">The hash tree root of the body.</param>
/// <remarks>Its hash tree root is the root of the whole block.</remarks>
public sealed record BeaconBlockHeader(
    Slot Slot, ValidatorIndex ProposerIndex, Hash32 ParentRoot, Hash32 StateRoot, Hash32 BodyRoot)
{
    public static SszContainer<BeaconBlockHeader> Ssz { get; } = SszContainer.Of<BeaconBlockHeader>()
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Field("proposer_index", SszTypes.ValidatorIndex, static x => x.ProposerIndex)
        .Field("parent_root", SszTypes.Hash32, static x => x.ParentRoot)
        .Field("state_root", SszTypes.Hash32, static x => x.StateRoot)
        .Field("body_root", SszTypes.Hash32, static x => x.BodyRoot)
        .Build(static v => new(
            v.Take<Slot>(),
            v.Take<ValidatorIndex>(),
            ParentRoot: v.Take<Hash32>(),
            StateRoot: v.Take<Hash32>(),
            BodyRoot: v.Take<Hash32>()));
}
