using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>A validator in a state's registry (Beacon API, <c>getStateValidators</c>).</summary>
public sealed record RegisteredValidator(
    ValidatorIndex Index, Gwei Balance, ValidatorStatus Status, Validator Validator)
{
    public static JsonShape<RegisteredValidator> Shape { get; } = JsonObject.Of<RegisteredValidator>()
        .Member("index", JsonShapes.Of(SszTypes.ValidatorIndex), static x => x.Index)
        .Member("balance", JsonShapes.Of(SszTypes.Gwei), static x => x.Balance)
        .Member("status", ValidatorStatuses.Shape, static x => x.Status)
        .Member("validator", JsonShapes.Of(Validator.Ssz), static x => x.Validator)
        .Build(static m => new(
            m.Take<ValidatorIndex>(), m.Take<Gwei>(), m.Take<ValidatorStatus>(), m.Take<Validator>()));
}

/// <summary>Which validators are asked for (Beacon API, <c>postStateValidators</c>).</summary>
/// <param name="Ids">None for all.</param>
/// <param name="Statuses">None for all.</param>
public sealed record ValidatorsFilter(Sequence<ValidatorId> Ids, Sequence<ValidatorStatus> Statuses)
{
    public static JsonShape<ValidatorsFilter> Shape { get; } = JsonObject.Of<ValidatorsFilter>()
        .OptionalMember("ids", JsonShapes.List(ValidatorId.Shape), static x => Given(x.Ids))
        .OptionalMember("statuses", ValidatorStatuses.AnyShape, static x => Given(x.Statuses))
        .Build(static m => new(
            m.Take<Optional<Sequence<ValidatorId>>>().TryGet(out Sequence<ValidatorId> ids) ? ids : [],
            m.Take<Optional<Sequence<ValidatorStatus>>>().TryGet(out Sequence<ValidatorStatus> s) ? s : []));

    private static Optional<Sequence<T>> Given<T>(Sequence<T> list) => list.Count > 0 ? new(list) : default;
}
