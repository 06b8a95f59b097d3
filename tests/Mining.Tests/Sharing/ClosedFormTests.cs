using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;
using static TrustlessPools.Mining.Tests.Sharing.TwoMiners;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>What can be told of a pool without simulating it.</summary>
public sealed class ClosedFormTests
{
    [Fact]
    public void What_is_outstanding_is_half_of_W_plus_1_rewards()
    {
        ShareAccounting accounting = Full(WeightBasis.Amount);
        ulong before = accounting.EarnedBy(Honest).Value;
        Found(accounting, Attacker, W, Reward);
        double outstanding = (accounting.EarnedBy(Honest).Value - before) / (double)Reward.Value;
        Assert.Equal((W + 1) / 2.0, outstanding, 1e-6);
    }

    /// <summary>The first finder keeps its block, and later ones pay for it all the same.</summary>
    [Fact]
    public void Early_finders_get_up_to_twice_their_block_and_what_they_get_more_is_what_is_outstanding()
    {
        var accounting = new ShareAccounting(Rule, 2);
        accounting.Share(Attacker, Reward);
        Found(accounting, Honest, W, Reward);
        Assert.Equal(2, Part(accounting), 1e-6);

        const int Blocks = 10 * W;
        var pool = new ShareAccounting(Rule, 2);
        Found(pool, Attacker, Blocks, Reward);
        Found(pool, Honest, W, Reward);
        Assert.Equal(Blocks + ((W + 1) / 2.0), Part(pool), 1e-5);
    }

    [Theory]
    [InlineData(144, 100, 0.2352)]
    [InlineData(432, 1000, 0.6491)]
    public void Of_a_small_part_q_nothing_is_in_the_window_with_probability_1_minus_q_to_the_W(
        int window, int one, double expected)
    {
        Assert.Equal(expected, Math.Pow(1 - (1.0 / one), window), 0.0001);
        const int Blocks = 400_000;
        const ulong Seed = 7;
        var random = new SeededGenerator(Seed);
        var accounting = new ShareAccounting(Rule with { Window = SharingWindow.Last((uint)window) }, 2);
        int without = 0;
        for (int i = 0; i < Blocks; i++)
        {
            accounting.Share(random.NextChance(1, (ulong)one) ? Attacker : Honest, Reward);
            without += accounting.WeightOf(Attacker) == 0 ? 1 : 0;
        }

        double found = without / (double)Blocks;
        Assert.True(Math.Abs(found - expected) < 0.03, $"seed {Seed}: {found}");
    }

    /// <summary>
    /// The variance of what a part q earns over n blocks is R^2 q (1 - q) A; A adds up the squares of what
    /// each block, before the n or among them, brings its finder within them.
    /// </summary>
    [Theory]
    [InlineData(6, 1, 1)]
    [InlineData(6, 4, 1)]
    [InlineData(6, 6, 1)]
    [InlineData(6, 15, 1)]
    [InlineData(6, 15, 6 / 7.0)]
    [InlineData(6, 4, 0.5)]
    [InlineData(9, 30, 0)]
    public void The_variance_over_a_horizon_is_the_closed_form(int w, int n, double s)
    {
        var rule = Rule with
        {
            Window = SharingWindow.Last((uint)w),
            Share = new(Math.Max(1, (uint)Math.Round(s * 4_200_000_000)), 4_200_000_000),
        };
        double squares = Enumerable.Range(-w, w + n).Sum(place =>
        {
            var accounting = new ShareAccounting(rule, 2);
            Found(accounting, Honest, 2 * w, Reward);
            Found(accounting, Honest, Math.Min(w + place, w), Reward);
            ulong before = place < 0 ? FindBefore(accounting, -place - 1) : 0;
            if (place >= 0)
            {
                accounting.Share(Attacker, Reward);
            }

            Found(accounting, Honest, n - Math.Max(place + 1, 0), Reward);
            return Math.Pow((accounting.EarnedBy(Attacker).Value - before) / (double)Reward.Value, 2);
        });
        (double b, double c) = n > w
            ? (n - ((w + 1) / 2.0), n - (w / 3.0) + (1 / (3.0 * w)))
            : (n * (n - 1) / (2.0 * w), Math.Pow((double)n / w, 2) * (w - (n / 3.0) + (1 / (3.0 * n))));
        double a = (Math.Pow(1 - s, 2) * n) + (2 * s * (1 - s) * b) + (s * s * c);
        Assert.Equal(a, squares, 1e-6);
    }

    /// <summary>
    /// Two weeks of blocks, each with 64 results of other miners: the least that is ever owed.
    /// </summary>
    [Fact]
    public void With_2016_blocks_of_64_results_each_gets_2422_satoshi()
    {
        const int Blocks = 2016;
        const int Results = 64;
        SharingRule rule = Rule with { Window = SharingWindow.Last(Blocks), WeakShares = 64 };
        Assert.Null(rule.Check());
        var window = ShareWindow.Empty(rule);
        for (int i = 0; i < Blocks; i++)
        {
            Sequence<ByteString> scripts =
                Enumerable.Range(i * Results, Results).Select(Scripts.Of).ToSequence();
            window = window.Add(new(i, Reward.Value, scripts), i);
        }

        var demand = Demand.Of(rule, window, default, Reward, Scripts.Of(-1));
        Assert.Equal(Blocks * Results, demand.Owed.Count);
        Assert.Equal(new(2422), demand.Owed.Min(static o => o.Amount));
        Assert.Equal(new(2423), demand.Owed.Max(static o => o.Amount));
        Assert.Equal(default, demand.Finder.Amount);
    }

    /// <summary>Finds one block and then others' before the horizon; what it has brought by then.</summary>
    private static ulong FindBefore(ShareAccounting accounting, int others)
    {
        accounting.Share(Attacker, Reward);
        Found(accounting, Honest, others, Reward);
        return accounting.EarnedBy(Attacker).Value;
    }
}
