using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// What is hashed to be signed (consensus-specs <c>phase0/beacon-chain.md#signingdata</c>).
/// </summary>
public sealed record SigningData(Hash32 ObjectRoot, Hash32 Domain)
{
    public static SszContainer<SigningData> Ssz { get; } = SszContainer.Of<SigningData>()
        .Field("object_root", SszTypes.Hash32, static x => x.ObjectRoot)
        .Field("domain", SszTypes.Hash32, static x => x.Domain)
        .Build(static v => new(v.Take<Hash32>(), v.Take<Hash32>()));
}
