using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.State;

/// <summary>Seats to be filled in mid-term: decided, and waiting for a mix that nobody knew then.</summary>
/// <param name="Term">The draw whose posted keys are used.</param>
/// <param name="Pools">Whose committees, in ascending order.</param>
/// <param name="Eligible">Who can fill a seat, in ascending order; each has posted keys.</param>
/// <param name="MixEpoch">The epoch whose mix decides; it begins after the freeze.</param>
/// <param name="Mix">The mix, once it is certified to be final.</param>
/// <param name="Auction">Where the network sells seats: the bids for them.</param>
public sealed record FrozenReplacement(
    Term Term,
    Sequence<PoolId> Pools,
    Sequence<OperatorId> Eligible,
    Epoch MixEpoch,
    Optional<Hash32> Mix,
    Optional<RunningAuction> Auction)
{
    public static SszContainer<FrozenReplacement> Ssz { get; } = SszContainer.Of<FrozenReplacement>()
        .Field("term", SszTypes.Term, static x => x.Term)
        .Field("pools", SszTypes.List(SszTypes.PoolId, NetworkGenesis.PoolsMax), static x => x.Pools)
        .Field(
            "eligible", SszTypes.List(SszTypes.OperatorId, NetworkGenesis.OperatorsMax), static x =>
                x.Eligible)
        .Field("mix_epoch", SszTypes.Epoch, static x => x.MixEpoch)
        .Field("mix", SszTypes.Optional(SszTypes.Hash32), static x => x.Mix)
        .Field("auction", SszTypes.Optional(RunningAuction.Ssz), static x => x.Auction)
        .Build(static v => new(
            v.Take<Term>(),
            v.Take<Sequence<PoolId>>(),
            v.Take<Sequence<OperatorId>>(),
            v.Take<Epoch>(),
            v.Take<Optional<Hash32>>(),
            v.Take<Optional<RunningAuction>>()));
}
