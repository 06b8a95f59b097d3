using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Http;

/// <summary>A refusal as the API tells it; docs/reasons.md says what to do next.</summary>
public static class RefusalDocument
{
    /// <summary>The document.</summary>
    public static JsonShape<Refusal> Shape { get; } = JsonObject.Of<Refusal>()
        .Member("reason", JsonShapes.Text, static x => x.Reason)
        .Member("supplied", JsonShapes.Text, static x => x.Supplied)
        .Member("permitted", JsonShapes.Text, static x => x.Permitted)
        .Build(static m => new(
            Reason: m.Take<string>(), Supplied: m.Take<string>(), Permitted: m.Take<string>()));
}
