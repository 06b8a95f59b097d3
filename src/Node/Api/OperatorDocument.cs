using TrustlessPools.Ethereum.Json;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>An operator of the network, as any other one's API tells it.</summary>
/// <param name="Operator">Its number.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Standing">What it has at stake, and its record.</param>
public sealed record OperatorDocument(OperatorId Operator, string Name, OperatorStanding Standing)
{
    /// <summary>The document.</summary>
    public static JsonShape<OperatorDocument> Shape { get; } = JsonObject.Of<OperatorDocument>()
        .Member("operator", StatusShapes.Operator, static x => x.Operator)
        .Member("name", JsonShapes.Text, static x => x.Name)
        .Member("standing", OperatorStanding.Shape, static x => x.Standing)
        .Build(static m => new(m.Take<OperatorId>(), m.Take<string>(), m.Take<OperatorStanding>()));

    /// <summary>A list of them.</summary>
    public static JsonShape<Sequence<OperatorDocument>> ListShape { get; } = JsonShapes.List(Shape);

    /// <summary>All operators that ever joined, by their numbers.</summary>
    internal static Sequence<OperatorDocument> All(ChainState chain) => chain.Operators
        .Select(o => new OperatorDocument(
            o.Id, o.Record.Identity.Name, OperatorStanding.Of(chain, o.Id)!))
        .ToSequence();
}
