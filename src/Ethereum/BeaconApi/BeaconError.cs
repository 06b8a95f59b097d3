using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>
/// What a node says when it refuses a request (Beacon API, <c>ErrorMessage</c>, <c>IndexedErrorMessage</c>).
/// </summary>
/// <param name="Code">The HTTP status again.</param>
/// <param name="Message">For people.</param>
/// <param name="Failures">
/// Of a request with several items, those that were refused; the others were taken.
/// </param>
public sealed record BeaconError(ulong Code, string Message, Sequence<BeaconFailure> Failures)
{
    public static JsonShape<BeaconError> Shape { get; } = JsonObject.Of<BeaconError>()
        .Member("code", JsonShapes.Number, static x => x.Code)
        .Member("message", JsonShapes.Text, static x => x.Message)
        .OptionalMember(
            "failures",
            JsonShapes.List(BeaconFailure.Shape),
            static x => x.Failures.Count > 0 ? new(x.Failures) : default)
        .Build(static m => new(
            m.Take<ulong>(),
            m.Take<string>(),
            m.Take<Optional<Sequence<BeaconFailure>>>().TryGet(out Sequence<BeaconFailure> f) ? f : []));
}

/// <summary>Why one item of a request was refused.</summary>
/// <param name="Index">The item's position in the request.</param>
/// <param name="Message">For people.</param>
public sealed record BeaconFailure(ulong Index, string Message)
{
    public static JsonShape<BeaconFailure> Shape { get; } = JsonObject.Of<BeaconFailure>()
        .Member("index", JsonShapes.Number, static x => x.Index)
        .Member("message", JsonShapes.Text, static x => x.Message)
        .Build(static m => new(m.Take<ulong>(), m.Take<string>()));
}
