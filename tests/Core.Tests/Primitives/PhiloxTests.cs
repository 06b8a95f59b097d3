using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Primitives;

public sealed class PhiloxTests
{
    /// <summary>The known answers of the Random123 library, kat_vectors, "philox4x32 10".</summary>
    [Theory]
    [InlineData(
        0x00000000,
        0x00000000,
        0x00000000,
        0x00000000,
        0x00000000,
        0x00000000,
        0x6627e8d5,
        0xe169c58d,
        0xbc57ac4c,
        0x9b00dbd8)]
    [InlineData(
        0xffffffff,
        0xffffffff,
        0xffffffff,
        0xffffffff,
        0xffffffff,
        0xffffffff,
        0x408f276d,
        0x41c83b0e,
        0xa20bc7c6,
        0x6d5451fd)]
    [InlineData(
        0x243f6a88,
        0x85a308d3,
        0x13198a2e,
        0x03707344,
        0xa4093822,
        0x299f31d0,
        0xd16cfe09,
        0x94fdcceb,
        0x5001e420,
        0x24126ea1)]
    public void Matches_the_published_answers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Assert.Equal(new Philox.Block(r0, r1, r2, r3), Philox.At(new(c0, c1, c2, c3), (k0, k1)));

    [Fact]
    public void A_seed_gives_the_same_numbers_and_a_stream_gives_others()
    {
        var first = new SeededGenerator(7);
        var again = new SeededGenerator(7);
        var other = new SeededGenerator(7, stream: 1);
        ulong[] numbers = [.. Enumerable.Range(0, 5).Select(_ => first.NextUInt64())];
        Assert.Equal(numbers, Enumerable.Range(0, 5).Select(_ => again.NextUInt64()));
        Assert.NotEqual(numbers, Enumerable.Range(0, 5).Select(_ => other.NextUInt64()));
    }

    [Fact]
    public void Numbers_below_a_bound_stay_below_it_and_reach_every_value()
    {
        var generator = new SeededGenerator(1);
        int[] seen = new int[7];
        for (int i = 0; i < 7000; i++)
        {
            seen[generator.NextBelow(7)]++;
        }

        // 1,000 expected each, standard deviation 29: a deviation of 200 would be a defect.
        Assert.All(seen, static count => Assert.InRange(count, 800, 1200));
    }
}
