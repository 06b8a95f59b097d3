using TrustlessPools.Committees.Shuffling;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Committees.Shuffling;

/// <summary>The shuffling suite of the consensus specification's tests, both presets, every case.</summary>
public sealed class SwapOrNotConformanceTests
{
    [Fact]
    public void Shuffles_each_index() => Run(static (seed, rounds, mapping) =>
    {
        for (int i = 0; i < mapping.Length; i++)
        {
            Assert.Equal(mapping[i], SwapOrNot.ShuffledIndex(i, mapping.Length, seed, rounds));
        }
    });

    [Fact]
    public void Shuffles_the_list() => Run(static (seed, rounds, mapping) =>
    {
        int[] items = [.. Enumerable.Range(0, mapping.Length)];
        SwapOrNot.Shuffle<int>(items, seed, rounds);
        Assert.Equal(mapping, items);
    });

    private static void Run(Action<Hash32, int, int[]> check) => VectorSuite.Open("consensus-specs-phase0")
        .EachCase("shuffling_*.json", static file => file.GetProperty("cases").EnumerateArray(), (file, c) =>
        {
            int[] mapping = [.. c.GetProperty("mapping").EnumerateArray().Select(static i => i.GetInt32())];
            Assert.Equal(c.GetProperty("count").GetInt32(), mapping.Length);
            check(
                Hash32.Parse(c.GetProperty("seed").GetString()!),
                file.GetProperty("shuffle_round_count").GetInt32(),
                mapping);
        })
        .Finish();
}
