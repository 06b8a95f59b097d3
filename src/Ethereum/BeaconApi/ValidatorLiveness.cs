using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>Whether a validator was seen in an epoch (Beacon API, <c>getLiveness</c>).</summary>
public sealed record ValidatorLiveness(ValidatorIndex Index, bool IsLive)
{
    public static JsonShape<ValidatorLiveness> Shape { get; } = JsonObject.Of<ValidatorLiveness>()
        .Member("index", JsonShapes.Of(SszTypes.ValidatorIndex), static x => x.Index)
        .Member("is_live", JsonShapes.Boolean, static x => x.IsLive)
        .Build(static m => new(m.Take<ValidatorIndex>(), m.Take<bool>()));
}
