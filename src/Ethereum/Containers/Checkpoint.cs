using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// An epoch and the block root at its start (consensus-specs <c>phase0/beacon-chain.md#checkpoint</c>).
/// </summary>
public sealed record Checkpoint(Epoch Epoch, Hash32 Root)
{
    public static SszContainer<Checkpoint> Ssz { get; } = SszContainer.Of<Checkpoint>()
        .Field("epoch", SszTypes.Epoch, static x => x.Epoch)
        .Field("root", SszTypes.Hash32, static x => x.Root)
        .Build(static v => new(v.Take<Epoch>(), v.Take<Hash32>()));
}
