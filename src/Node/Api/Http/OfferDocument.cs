using TrustlessPools.Ethereum.Json;
using TrustlessPools.Operator.Chain;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Node.Api.Http;

/// <summary>How something that an operator was asked to post stands.</summary>
/// <param name="Root">The operation's hash tree root, which names it.</param>
/// <param name="State"><c>waiting</c>, <c>included</c> or <c>refused</c>.</param>
/// <param name="Height">The block that holds it.</param>
/// <param name="Refusal">Why none ever will.</param>
public sealed record OfferDocument(
    Hash32 Root, string State, Optional<Height> Height, Optional<Refusal> Refusal)
{
    /// <summary>No block holds it yet.</summary>
    public const string IsWaiting = "waiting";

    /// <summary>A block holds it.</summary>
    public const string IsIncluded = "included";

    /// <summary>It does not apply any more.</summary>
    public const string IsRefused = "refused";

    /// <summary>The longest body of a request, in bytes.</summary>
    public const int BodyMax = 64 * 1024;

    /// <summary>The body of a request: the SSZ of an operation.</summary>
    public static JsonShape<ByteString> BodyShape { get; } = JsonObject.Of<ByteString>()
        .Member("operation", JsonShapes.Of(SszTypes.ByteList(BodyMax)), static x => x)
        .Build(static m => m.Take<ByteString>());

    /// <summary>The document.</summary>
    public static JsonShape<OfferDocument> Shape { get; } = JsonObject.Of<OfferDocument>()
        .Member("root", JsonShapes.Of(SszTypes.Hash32), static x => x.Root)
        .Member("state", JsonShapes.Text, static x => x.State)
        .OptionalMember("height", StatusShapes.Height, static x => x.Height)
        .OptionalMember("refusal", RefusalDocument.Shape, static x => x.Refusal)
        .Build(static m => new(
            m.Take<Hash32>(), m.Take<string>(), m.Take<Optional<Height>>(), m.Take<Optional<Refusal>>()));

    internal static OfferDocument Waiting(Hash32 root) => new(root, IsWaiting, default, default);

    /// <summary>Looks an operation up; null when this operator was not asked for it lately.</summary>
    internal static OfferDocument? Of(OfferedOperations offered, Hash32 root)
    {
        if (offered.Waiting.ContainsKey(root))
        {
            return Waiting(root);
        }

        return offered.FateOf(root) is not { } settled ? null
            : settled.Refusal is { } refusal ? new(root, IsRefused, default, new(refusal))
            : new(root, IsIncluded, settled.Height, default);
    }
}
