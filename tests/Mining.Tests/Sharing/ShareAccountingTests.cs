using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>The sums of the accounting are those of the coinbases.</summary>
public sealed class ShareAccountingTests
{
    [Theory]
    [InlineData(WeightBasis.Amount, 1)]
    [InlineData(WeightBasis.Equal, 2)]
    public void It_adds_up_what_coinbases_pay(WeightBasis basis, ulong seed)
    {
        const int Miners = 7;
        const int Blocks = 400;
        var rule = new SharingRule
        {
            Window = SharingWindow.Last(20),
            Share = new(20, 21),
            Basis = basis,
            DustRate = 0,
        };
        var random = new SeededGenerator(seed);
        var pool = new PoolOnAChain(rule);
        var accounting = new ShareAccounting(rule, Miners);
        var paid = new Dictionary<ByteString, Satoshi>();
        for (int i = 0; i < Blocks; i++)
        {
            int finder = Math.Min(random.NextBelow(Miners), random.NextBelow(Miners));
            Satoshi reward = new(random.NextBelow(400_000_000UL));
            accounting.Share(finder, reward);
            foreach (var output in pool.Share(finder, reward).Outputs)
            {
                paid[output.Script] = paid.GetValueOrDefault(output.Script) + output.Amount;
            }
        }

        for (int miner = 0; miner < Miners; miner++)
        {
            long difference = (long)paid.GetValueOrDefault(Scripts.Of(miner)).Value
                - (long)accounting.EarnedBy(miner).Value;

            // A coinbase rounds each part by less than a satoshi.
            Assert.InRange(difference, -Blocks, Blocks);
            Assert.Equal(pool.State.Window.WeightOf(Scripts.Of(miner)), accounting.WeightOf(miner));
        }

        Assert.Equal(pool.State.Window.Total, accounting.Total);
    }

    [Fact]
    public void What_miners_earn_is_what_was_rewarded()
    {
        var accounting = new ShareAccounting(new() { Window = SharingWindow.Last(10) }, 3);
        for (int i = 0; i < 10_000; i++)
        {
            accounting.Share(i * i % 3, new(1_000_003));
            accounting.Keep(2, new(5));
        }

        Satoshi earned = accounting.EarnedBy(0) + accounting.EarnedBy(1) + accounting.EarnedBy(2);
        Assert.InRange(earned.Value, (10_000 * 1_000_008UL) - 4, 10_000 * 1_000_008UL);
    }
}
