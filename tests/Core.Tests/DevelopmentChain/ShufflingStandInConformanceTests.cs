using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>The consensus specification's shuffling cases, every one.</summary>
public sealed class ShufflingStandInConformanceTests
{
    [Fact]
    public void Whole_lists_are_shuffled_as_the_specification_does() => VectorSuite.Open("consensus-specs-phase0")
        .EachCase("shuffling_*.json", static file => file.GetProperty("cases").EnumerateArray(), static (file, c) =>
        {
            int[] expected = [.. c.GetProperty("mapping").EnumerateArray().Select(static m => m.GetInt32())];
            int[] items = [.. Enumerable.Range(0, expected.Length)];
            int rounds = file.GetProperty("shuffle_round_count").GetInt32();
            ShufflingStandIn.Shuffle(items.AsSpan(), Hash32.Parse(c.GetProperty("seed").GetString()!), rounds);
            Assert.Equal(expected, items);
        })
        .Finish();
}
