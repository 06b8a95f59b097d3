using TrustlessPools.Committees.Assignment;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Assignment;

public sealed class DrawSeedTests
{
    private static readonly Hash32 Mix = new([.. Enumerable.Range(0, 32).Select(static i => (byte)i)]);

    /// <summary>
    /// SHA-256 of the text that the specification page lays out, computed by another implementation.
    /// </summary>
    [Fact]
    public void Seeds_are_those_of_the_specification()
    {
        Assert.Equal(
            "0xdc0b2fccddd88e2daf2c15ee4eabbf1e05faa0102acab0bb89dc59073bef2be0",
            DrawSeed.For(new(7), Mix).ToString());
        Assert.Equal(
            "0xcfa6211d5c68647d6c48760075dfa76df518493e7e9cd18506fce1ab4a1eea19",
            DrawSeed.ForReplacement(new(7), new(3), attempt: 1, Mix).ToString());
    }

    [Fact]
    public void Every_part_of_what_is_hashed_changes_the_seed()
    {
        Hash32 other = Hash32.Sha256(Mix.ToArray());
        Hash32[] seeds =
        [
            DrawSeed.For(new(7), Mix),
            DrawSeed.For(new(8), Mix),
            DrawSeed.For(new(7), other),
            DrawSeed.ForReplacement(new(7), new(3), attempt: 1, Mix),
            DrawSeed.ForReplacement(new(8), new(3), attempt: 1, Mix),
            DrawSeed.ForReplacement(new(7), new(4), attempt: 1, Mix),
            DrawSeed.ForReplacement(new(7), new(3), attempt: 2, Mix),
            DrawSeed.ForReplacement(new(7), new(3), attempt: 1, other),
            DrawSeed.ForReplacement(new(7), new(1), attempt: 3, Mix),
        ];
        Assert.Equal(seeds.Length, seeds.Distinct().Count());
    }
}
