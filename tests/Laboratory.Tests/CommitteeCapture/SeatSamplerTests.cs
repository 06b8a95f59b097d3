using TrustlessPools.Committees.Assignment;
using TrustlessPools.Committees.Shuffling;
using TrustlessPools.Laboratory.CommitteeCapture;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Tests.CommitteeCapture;

/// <summary>
/// Counts of adversarial seats, sampled and by the live shuffle, against the exact hypergeometric
/// distribution.
/// </summary>
/// <remarks>
/// Chi-squared over the numbers of seats that are expected five times or more, against the value that chance
/// exceeds once in a million (Wilson and Hilferty's approximation). The seeds are fixed.
/// </remarks>
public sealed class SeatSamplerTests
{
    private const int Draws = 100_000;
    private const double OnceInAMillion = 4.753;

    [Theory]
    [InlineData(25, 300, 60)]
    [InlineData(128, 1000, 333)]
    [InlineData(4, 10, 0)]
    [InlineData(4, 10, 10)]
    public void Sampled_counts_are_hypergeometric(int seats, int operators, int marked)
    {
        var sampler = new SeatSampler(seats, operators, marked);
        var random = new SeededGenerator(11);
        AssertHypergeometric(seats, operators, marked, () => sampler.Next(random));
    }

    /// <summary>The draw by which committees are made, seed by seed.</summary>
    [Fact]
    public void The_live_shuffle_is_hypergeometric()
    {
        const int Seats = 13;
        const int Operators = 60;
        const int Marked = 15;
        Sequence<OperatorId> eligible =
            Enumerable.Range(1, Operators).Select(static i => new OperatorId((uint)i)).ToSequence();
        Sequence<PoolSeats> pools = [new(new PoolId(0), Seats)];
        var random = new SeededGenerator(12);
        var mix = new byte[Hash32.Size];
        AssertHypergeometric(Seats, Operators, Marked, () =>
        {
            random.Fill(mix);
            PoolDraw drawn = Draw.Committees(
                eligible, pools, DrawSeed.For(new Term(1), new(mix)), SwapOrNot.RoundsMainnet)[0];
            Committee committee = Assert.IsType<PoolDraw.Drawn>(drawn).Committee;
            int seats = 0;
            foreach (OperatorId member in committee.Members)
            {
                seats += member.Value <= Marked ? 1 : 0;
            }

            return seats;
        });
    }

    private static void AssertHypergeometric(int seats, int operators, int marked, Func<int> draw)
    {
        var counts = new long[seats + 1];
        for (int i = 0; i < Draws; i++)
        {
            counts[draw()]++;
        }

        double statistic = 0;
        int bins = 0;
        (double restExpected, long restCount) = (0, 0);
        for (int k = 0; k <= seats; k++)
        {
            double expected = Draws * Probability(seats, operators, marked, k);
            if (expected < 5)
            {
                (restExpected, restCount) = (restExpected + expected, restCount + counts[k]);
                continue;
            }

            statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
            bins++;
        }

        Assert.True(
            restCount <= restExpected + (10 * Math.Sqrt(restExpected + 1)), $"{restCount} rare counts");
        double df = Math.Max(1, bins - 1);
        double cube = 1 - (2 / (9 * df)) + (OnceInAMillion * Math.Sqrt(2 / (9 * df)));
        Assert.InRange(statistic, 0, df * cube * cube * cube);
    }

    private static double Probability(int seats, int operators, int marked, int k)
    {
        double Logs(int n) => Enumerable.Range(1, n).Sum(static i => Math.Log(i));
        double Choose(int n, int r) => Logs(n) - Logs(r) - Logs(n - r);
        return k > marked || seats - k > operators - marked
            ? 0
            : Math.Exp(Choose(marked, k) + Choose(operators - marked, seats - k) - Choose(operators, seats));
    }
}
