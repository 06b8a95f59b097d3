using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>An answer that holds nothing but its content, in the member <c>data</c>.</summary>
public sealed record Answer<T>(T Content)
    where T : notnull
{
    /// <summary>The shape around that of the content.</summary>
    public static JsonShape<Answer<T>> ShapeOf(JsonShape<T> content) => JsonObject.Of<Answer<T>>()
        .Member("data", content, static x => x.Content)
        .Build(static m => new(m.Take<T>()));
}

/// <summary>An answer about a state or a block, and how sure it is.</summary>
/// <param name="ExecutionOptimistic">True when the execution layer has not verified what it rests on.</param>
/// <param name="Finalized">True when it rests on finalized history.</param>
/// <param name="Content">The member <c>data</c>.</param>
public sealed record ChainAnswer<T>(bool ExecutionOptimistic, bool Finalized, T Content)
    where T : notnull
{
    /// <summary>The shape around that of the content; flags that are absent are false.</summary>
    public static JsonShape<ChainAnswer<T>> ShapeOf(JsonShape<T> content) => JsonObject.Of<ChainAnswer<T>>()
        .OptionalMember("execution_optimistic", JsonShapes.Boolean, static x => new(x.ExecutionOptimistic))
        .OptionalMember("finalized", JsonShapes.Boolean, static x => new(x.Finalized))
        .Member("data", content, static x => x.Content)
        .Build(static m => new(
            ExecutionOptimistic: m.Take<Optional<bool>>() is { HasValue: true, Value: true },
            Finalized: m.Take<Optional<bool>>() is { HasValue: true, Value: true },
            m.Take<T>()));
}

/// <summary>Duties of an epoch, and the block on which the shuffling that they follow from depends.</summary>
/// <param name="DependentRoot">When it changes, the duties have changed and are to be asked again.</param>
/// <param name="ExecutionOptimistic">
/// True when the execution layer has not verified what they rest on.
/// </param>
/// <param name="Duties">The member <c>data</c>.</param>
public sealed record DutiesAnswer<T>(Hash32 DependentRoot, bool ExecutionOptimistic, Sequence<T> Duties)
    where T : notnull
{
    /// <summary>The shape around that of a duty; a flag that is absent is false.</summary>
    public static JsonShape<DutiesAnswer<T>> ShapeOf(JsonShape<T> duty) => JsonObject.Of<DutiesAnswer<T>>()
        .Member("dependent_root", JsonShapes.Of(SszTypes.Hash32), static x => x.DependentRoot)
        .OptionalMember("execution_optimistic", JsonShapes.Boolean, static x => new(x.ExecutionOptimistic))
        .Member("data", JsonShapes.List(duty), static x => x.Duties)
        .Build(static m => new(
            m.Take<Hash32>(),
            m.Take<Optional<bool>>() is { HasValue: true, Value: true },
            m.Take<Sequence<T>>()));
}
