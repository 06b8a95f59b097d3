using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// A validator's wish to leave (consensus-specs <c>phase0/beacon-chain.md#voluntaryexit</c>).
/// </summary>
/// <param name="Epoch">The earliest epoch in which it may be processed.</param>
/// <param name="ValidatorIndex">Who leaves.</param>
public sealed record VoluntaryExit(Epoch Epoch, ValidatorIndex ValidatorIndex)
{
    public static SszContainer<VoluntaryExit> Ssz { get; } = SszContainer.Of<VoluntaryExit>()
        .Field("epoch", SszTypes.Epoch, static x => x.Epoch)
        .Field("validator_index", SszTypes.ValidatorIndex, static x => x.ValidatorIndex)
        .Build(static v => new(v.Take<Epoch>(), v.Take<ValidatorIndex>()));
}
