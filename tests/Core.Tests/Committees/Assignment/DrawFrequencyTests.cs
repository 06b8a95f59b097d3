using System.Buffers.Binary;
using TrustlessPools.Committees.Assignment;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Committees.Assignment;

/// <summary>
/// That drawn committees are uniformly random sets, as the sizing of committees takes for granted.
/// </summary>
/// <remarks>
/// 10^5 draws of two committees of 4 and 8 from 10 operators; the second takes 6 from the first lap and 2
/// from the next. A right draw fails one of the four comparisons with a chance of 10^-6 each. The seeds are
/// fixed, so a result is one for ever. 16 rounds leave an operator in its place with a chance of 2^-16, far
/// below the few thousandths that 10^5 draws can show, and take a fifth of the time of 90.
/// </remarks>
public sealed class DrawFrequencyTests
{
    private const int DrawCount = 100_000;
    private const int Operators = 10;
    private const int Marked = 3;
    private static readonly int[] Seats = [4, 8];
    private static readonly Lazy<(int[,] OfOperator, int[,] OfMarked)> Frequencies = new(DrawAll);

    /// <summary>Chi-squared with 9 degrees of freedom exceeds 44.81 with a chance of 10^-6.</summary>
    /// <remarks>
    /// The frequencies of a committee add up to its seats in each draw. With p = seats / N, their covariance
    /// is D p (1 - p) N / (N - 1) times the projection onto sum zero, so the squares over that are
    /// chi-squared with N - 1.
    /// </remarks>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_operator_sits_in_a_given_committee_equally_often(int committee)
    {
        double chance = Seats[committee] / (double)Operators;
        double variance = DrawCount * chance * (1 - chance) * Operators / (Operators - 1);
        double statistic = 0;
        for (int i = 0; i < Operators; i++)
        {
            double deviation = Frequencies.Value.OfOperator[committee, i] - (DrawCount * chance);
            statistic += deviation * deviation / variance;
        }

        Assert.InRange(statistic, 0.0, 44.81);
    }

    /// <summary>
    /// Chi-squared exceeds 30.66 with 3 and 27.63 with 2 degrees of freedom with a chance of 10^-6.
    /// </summary>
    [Theory]
    [InlineData(0, new[] { 35, 105, 63, 7 }, 30.66)]
    [InlineData(1, new[] { 0, 3, 21, 21 }, 27.63)]
    public void The_marked_operators_in_a_committee_are_hypergeometric(
        int committee, int[] weights, double limit)
    {
        double statistic = 0;
        for (int marked = 0; marked <= Marked; marked++)
        {
            double expected = DrawCount * (double)weights[marked] / weights.Sum();
            double deviation = Frequencies.Value.OfMarked[committee, marked] - expected;
            Assert.True(expected > 0 || deviation == 0, $"{marked} marked members cannot be.");
            statistic += expected > 0 ? deviation * deviation / expected : 0;
        }

        Assert.InRange(statistic, 0.0, limit);
    }

    private static (int[,] OfOperator, int[,] OfMarked) DrawAll()
    {
        Sequence<OperatorId> eligible =
            Enumerable.Range(1, Operators).Select(static i => new OperatorId((uint)i)).ToSequence();
        Sequence<PoolSeats> pools = [new(new(0), Seats[0]), new(new(1), Seats[1])];
        int[,] ofOperator = new int[2, Operators];
        int[,] ofMarked = new int[2, Marked + 1];
        byte[] number = new byte[sizeof(int)];
        for (int draw = 0; draw < DrawCount; draw++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, draw);
            foreach (PoolDraw drawn in Draw.Committees(eligible, pools, Hash32.Sha256(number), rounds: 16))
            {
                Count(Assert.IsType<PoolDraw.Drawn>(drawn).Committee, ofOperator, ofMarked);
            }
        }

        return (ofOperator, ofMarked);
    }

    private static void Count(Committee committee, int[,] ofOperator, int[,] ofMarked)
    {
        int marked = 0;
        foreach (OperatorId member in committee.Members)
        {
            ofOperator[committee.Pool.Value, member.Value - 1]++;
            marked += member.Value <= Marked ? 1 : 0;
        }

        ofMarked[committee.Pool.Value, marked]++;
    }
}
