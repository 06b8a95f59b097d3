using TrustlessPools.Committees.Shuffling;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Shuffling;

public sealed class SwapOrNotTests
{
    private static readonly Hash32 Seed = Hash32.Sha256("swap or not"u8);

    /// <summary>Counts about the 256 positions that share a hash, and about their multiples.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1025)]
    public void The_list_the_index_and_the_specification_agree(int count)
    {
        int[] mapping = ShuffleAsWritten.Mapping(count, Seed, SwapOrNot.RoundsMinimal);
        AssertAgrees(mapping, Seed, SwapOrNot.RoundsMinimal);
    }

    [Fact]
    public void They_agree_for_any_count_seed_and_rounds()
    {
        const ulong GeneratorSeed = 1;
        var generator = new SeededGenerator(GeneratorSeed);
        byte[] seed = new byte[Hash32.Size];
        for (int run = 0; run < 100; run++)
        {
            generator.Fill(seed);
            int count = generator.NextBelow(600);
            int rounds = generator.NextBelow(20);
            int[] mapping = ShuffleAsWritten.Mapping(count, new(seed), rounds);
            try
            {
                AssertAgrees(mapping, new(seed), rounds);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                Assert.Fail($"Seed {GeneratorSeed}, run {run}, {count} items, {rounds} rounds: {e.Message}");
            }
        }
    }

    [Fact]
    public void No_round_leaves_the_list_as_it_is_and_256_are_the_most()
    {
        AssertAgrees([0, 1, 2, 3, 4], Seed, rounds: 0);
        AssertAgrees(ShuffleAsWritten.Mapping(9, Seed, SwapOrNot.RoundsMax), Seed, SwapOrNot.RoundsMax);
        const int TooMany = SwapOrNot.RoundsMax + 1;
        Assert.Throws<InvariantBrokenException>(() => SwapOrNot.ShuffledIndex(0, 9, Seed, TooMany));
        Assert.Throws<InvariantBrokenException>(() => SwapOrNot.Shuffle<int>([1, 2], Seed, TooMany));
        Assert.Throws<InvariantBrokenException>(() => SwapOrNot.Shuffle<int>([1, 2], Seed, -1));
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    public void An_index_outside_the_list_is_a_defect(int index, int count) =>
        Assert.Throws<InvariantBrokenException>(() => SwapOrNot.ShuffledIndex(index, count, Seed, 10));

    [Fact]
    public void The_largest_list_has_its_indices_shuffled_without_overflow()
    {
        const int Count = int.MaxValue;
        int first = SwapOrNot.ShuffledIndex(0, Count, Seed, SwapOrNot.RoundsMainnet);
        int last = SwapOrNot.ShuffledIndex(Count - 1, Count, Seed, SwapOrNot.RoundsMainnet);
        Assert.InRange(first, 0, Count - 1);
        Assert.InRange(last, 0, Count - 1);
        Assert.NotEqual(first, last);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        int[] items = [.. Enumerable.Range(0, 1000)];
        SwapOrNot.Shuffle<int>(items, Seed, rounds: 1);
        _ = SwapOrNot.ShuffledIndex(0, 10, Seed, rounds: 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        SwapOrNot.Shuffle<int>(items, Seed, SwapOrNot.RoundsMainnet);
        _ = SwapOrNot.ShuffledIndex(0, 1000, Seed, SwapOrNot.RoundsMainnet);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertAgrees(int[] mapping, Hash32 seed, int rounds)
    {
        int[] items = [.. Enumerable.Range(0, mapping.Length)];
        SwapOrNot.Shuffle<int>(items, seed, rounds);
        Assert.Equal(mapping, items);
        for (int i = 0; i < mapping.Length; i++)
        {
            Assert.Equal(mapping[i], SwapOrNot.ShuffledIndex(i, mapping.Length, seed, rounds));
        }
    }
}
