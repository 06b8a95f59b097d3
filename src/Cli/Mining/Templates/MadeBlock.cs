using TrustlessPools.Cli.Mining.Blocks;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Templates;

/// <summary>A block to mine, for programs.</summary>
/// <param name="Explanation">What it pays.</param>
/// <param name="Raw">The block without a nonce.</param>
internal sealed record MadeBlock(Explanation Explanation, ByteString Raw)
{
    internal static JsonShape<MadeBlock> Shape { get; } = JsonObject.Of<MadeBlock>()
        .Member("explanation", Explanation.Shape, static x => x.Explanation)
        .Member("raw", Shapes.Bytes, static x => x.Raw)
        .Build(static m => new(m.Take<Explanation>(), m.Take<ByteString>()));
}
