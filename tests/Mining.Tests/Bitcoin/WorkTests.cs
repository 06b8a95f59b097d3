using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Targets, work, subsidies and the median of times.</summary>
public sealed class WorkTests
{
    [Theory]
    [InlineData(0x1d00ffffU, "00000000ffff0000000000000000000000000000000000000000000000000000")]
    [InlineData(0x207fffffU, "7fffff0000000000000000000000000000000000000000000000000000000000")]
    [InlineData(0x1b0404cbU, "00000000000404cb000000000000000000000000000000000000000000000000")]
    [InlineData(0x05009234U, "0000000000000000000000000000000000000000000000000000000092340000")]
    [InlineData(0x04123456U, "0000000000000000000000000000000000000000000000000000000012345600")]
    [InlineData(0x02008000U, "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData(0x01120000U, "0000000000000000000000000000000000000000000000000000000000000012")]
    [InlineData(0x2100ff00U, "ff00000000000000000000000000000000000000000000000000000000000000")]
    public void A_compact_target_is_read_and_written_back(uint bits, string target)
    {
        Target? read = Target.TryFromBits(bits);
        Assert.Equal(target, read?.ToString());
        Assert.Equal(read, Target.TryFromBits(read!.Value.Bits));
    }

    [Theory]
    [InlineData(0U)]
    [InlineData(0x00123456U)]
    [InlineData(0x01003456U)]
    [InlineData(0x04923456U)]
    [InlineData(0x1d80ffffU)]
    [InlineData(0x01fedcbaU)]
    [InlineData(0xff123456U)]
    [InlineData(0x21010000U)]
    [InlineData(0x2200ff00U)]
    [InlineData(0x23000001U)]
    public void A_target_that_is_negative_or_zero_or_too_large_is_none(uint bits) =>
        Assert.Null(Target.TryFromBits(bits));

    [Fact]
    public void A_hash_meets_a_target_up_to_it()
    {
        Target target = Target.TryFromBits(0x0300_ffff)!.Value;
        Assert.True(target.IsMetBy(Number(0xff, 0xff)));
        Assert.False(target.IsMetBy(Number(0, 0, 1)));
        Assert.False(target.IsMetBy(Hash32.Sha256("much more"u8)));

        static Hash32 Number(params byte[] littleEndian)
        {
            var bytes = new byte[Hash32.Size];
            littleEndian.CopyTo(bytes, 0);
            return new(bytes);
        }
    }

    [Fact]
    public void Work_is_how_many_hashes_a_target_takes()
    {
        Assert.Equal("4295032833", $"{Target.TryFromBits(0x1d00_ffff)!.Value.Work}");
        ChainWork two = Target.TryFromBits(0x207f_ffff)!.Value.Work;
        Assert.Equal("2", $"{two}");
        Assert.Equal("4", $"{two + two}");
        Assert.True(two + two > two);
    }

    [Theory]
    [InlineData(0U, 5_000_000_000UL)]
    [InlineData(209_999U, 5_000_000_000UL)]
    [InlineData(210_000U, 2_500_000_000UL)]
    [InlineData(840_000U, 312_500_000UL)]
    [InlineData(6_929_999U, 1UL)]
    [InlineData(6_930_000U, 0UL)]
    [InlineData(uint.MaxValue, 0UL)]
    public void A_subsidy_halves(uint height, ulong subsidy)
    {
        Assert.Equal(new Satoshi(subsidy), Subsidy.At(new(height), BitcoinNetwork.Mainnet));
        ulong regtest = 150UL * (height / 210_000);
        Assert.Equal(new Satoshi(subsidy), Subsidy.At(new((uint)regtest), BitcoinNetwork.Regtest));
    }

    [Fact]
    public void All_subsidies_are_less_than_all_money()
    {
        Satoshi sum = default;
        for (uint halving = 0; halving < 70; halving++)
        {
            sum += Subsidy.At(new(halving * 210_000), BitcoinNetwork.Mainnet) * 210_000;
        }

        Assert.Equal(new Satoshi(2_099_999_997_690_000), sum);
    }

    [Theory]
    [InlineData(new uint[] { 5 }, 5U)]
    [InlineData(new uint[] { 5, 1 }, 5U)]
    [InlineData(new uint[] { 9, 1, 5 }, 5U)]
    [InlineData(new uint[] { 0, 0, 0, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 6U)]
    public void The_median_is_of_the_last_eleven(uint[] times, uint median) =>
        Assert.Equal(median, MedianTimePast.Of(times));
}
