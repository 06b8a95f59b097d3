using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;
using static TrustlessPools.Mining.Tests.Sharing.TwoMiners;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>What near misses are for, by the window and the demand that blocks are judged by.</summary>
public sealed class WeakShareVarianceTests
{
    private const int Trials = 600;
    private const int Blocks = 300;
    private const double Q = 0.2;
    private const ulong Seed = 11;

    /// <summary>
    /// In a time in which the pool finds a Poisson number of blocks, each with a geometric number of near
    /// misses: the variance is q + (1 - q) / K of what it would be alone, where blocks are Poisson.
    /// </summary>
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(4, 0.4)]
    [InlineData(16, 0.25)]
    [InlineData(64, 0.2125)]
    public void Near_misses_lessen_a_miners_own_luck_and_not_the_pools(int k, double expected)
    {
        SharingRule rule = Rule with { Window = SharingWindow.Last(12), WeakShares = (uint)k };
        var random = new SeededGenerator(Seed);
        var window = ShareWindow.Empty(rule);
        long position = 0;
        double[] earned = [.. Enumerable.Range(0, Trials).Select(_ => Earned())];
        double mean = earned.Average();
        double ratio = (earned.Average(static e => e * e) - (mean * mean)) / (Q * Blocks);

        // Off by more than four standard deviations, mean or variance of so many trials, once in 10^4 seeds.
        double deviation = Math.Sqrt(expected * Q * Blocks / Trials);
        Assert.True(Math.Abs(mean - (Q * Blocks)) < 4 * deviation, $"seed {Seed}: mean {mean}");
        double relative = Math.Abs((ratio / expected) - 1);
        Assert.True(relative < 4 * Math.Sqrt(2.0 / Trials), $"seed {Seed}: {ratio}, not {expected}");

        // In rewards, over a time in which the pool finds so many blocks on the average.
        double Earned()
        {
            double sum = 0;
            for (int left = Poisson(random, Blocks); left > 0; left--)
            {
                sum += Demand.Of(rule, window, default, Reward, Scripts.Of(-1)).Owed
                    .Where(static o => o.Script == Scripts.Of(Attacker))
                    .Sum(static o => (double)o.Amount.Value / Reward.Value);
                position++;
                window = window.Add(new(position, Reward.Value, Results(random, k)), position);
            }

            return sum;
        }
    }

    /// <summary>Each result is a block with probability 1 / k, the attacker's with probability q.</summary>
    private static Sequence<ByteString> Results(SeededGenerator random, int k)
    {
        var found = new List<ByteString>();
        do
        {
            found.Add(Scripts.Of(random.NextChance(1, 5) ? Attacker : Honest));
        }
        while (!random.NextChance(1, (ulong)k) && found.Count < 4 * k);
        return found.ToSequence();
    }

    /// <summary>As many as there are, before a time, of events that come at random.</summary>
    private static int Poisson(SeededGenerator random, int mean)
    {
        int count = -1;
        for (double time = 0; time < mean; count++)
        {
            time -= Math.Log((random.NextBelow(1 << 30) + 1) / (double)(1 << 30));
        }

        return count;
    }
}
