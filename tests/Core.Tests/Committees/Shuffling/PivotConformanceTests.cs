using System.Numerics;
using System.Text.Json;
using TrustlessPools.Committees.Shuffling;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Committees.Shuffling;

/// <summary>
/// The early pool prototype's own test values. It took the pivot from 32 bits of the hash instead of 64, and
/// let what stands at i go to the shuffled index of i, the inverse of what <c>compute_committee</c> does.
/// </summary>
public sealed class PivotConformanceTests
{
    [Fact]
    public void The_32_bit_pivot_is_a_defect_that_shows_where_the_count_does_not_divide_2_to_the_32()
    {
        int differing = 0;
        VectorSuite.Open("go-minimal-pool")
            .EachCase("seed-goldens.json", Cases, (_, c) =>
            {
                int[] input = Integers(c.GetProperty("input"));
                int[] printed = Printed(c);
                var seed = Hash32.Parse(c.GetProperty("seed").GetString()!);
                int rounds = c.GetProperty("rounds").GetInt32();
                int[] ours = Sent(input, i => SwapOrNot.ShuffledIndex(i, input.Length, seed, rounds));
                int[] narrow = ShuffleAsWritten.Mapping(input.Length, seed, rounds, pivotSize: 4);

                // The 32-bit pivot, and nothing else, explains what the prototype printed.
                Assert.Equal(printed, Sent(input, i => narrow[i]));
                if (c.TryGetProperty("consensusSpecs", out JsonElement specified))
                {
                    Assert.Equal(Integers(specified), ours);
                }

                bool agrees = printed.SequenceEqual(ours);
                bool divides = BitOperations.IsPow2(input.Length);
                Assert.True(agrees || !divides, "Where the count divides 2^32, both agree.");
                differing += agrees ? 0 : 1;
            })
            .Finish();
        Assert.True(differing > 0, "No case shows the defect.");
    }

    private static IEnumerable<JsonElement> Cases(JsonElement file) =>
        file.GetProperty("shuffleList").EnumerateArray()
            .Concat(file.GetProperty("shufflePools").EnumerateArray());

    /// <summary>The shuffled list: given as such, or cut into pools that are numbered from 1.</summary>
    private static int[] Printed(JsonElement c) =>
        c.TryGetProperty("expectedGoMinimalPool", out JsonElement list)
            ? Integers(list)
            : [.. Enumerable.Range(1, c.GetProperty("pools").GetInt32())
                .SelectMany(pool => Integers(c.GetProperty("expected").GetProperty($"{pool}")))];

    private static int[] Sent(int[] input, Func<int, int> destination)
    {
        int[] output = new int[input.Length];
        for (int i = 0; i < input.Length; i++)
        {
            output[destination(i)] = input[i];
        }

        return output;
    }

    private static int[] Integers(JsonElement array) =>
        [.. array.EnumerateArray().Select(static i => i.GetInt32())];
}
