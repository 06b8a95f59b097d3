using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>
/// The exact distribution of the number of a committee's seats that go to marked operators.
/// </summary>
/// <remarks>
/// Integer weights over their sum. Both distributions come from one weight by the quotient of neighbours,
/// each division exact, in n steps on integers of n times the bits of a fraction's terms.
/// </remarks>
internal sealed class SeatDistribution
{
    // [k] is the weight of k or more marked seats; [0] is the total.
    private readonly BigInteger[] _atLeast;

    private SeatDistribution(BigInteger[] weights)
    {
        _atLeast = weights;
        for (int k = weights.Length - 2; k >= 0; k--)
        {
            _atLeast[k] += _atLeast[k + 1];
        }
    }

    /// <summary>The number of seats.</summary>
    public int Seats => _atLeast.Length - 1;

    /// <summary>The weight of every case together.</summary>
    public BigInteger Total => _atLeast[0];

    /// <summary>
    /// Each seat goes to a marked operator with the same chance, whoever sits in the others.
    /// </summary>
    /// <param name="seats">At least 0.</param>
    /// <param name="fraction">From 0 to 1.</param>
    /// <remarks>P(k) = C(n, k) a^k c^(n-k) / (a + c)^n for the fraction a / (a + c).</remarks>
    public static SeatDistribution Binomial(int seats, Ratio fraction)
    {
        Invariant.Holds(fraction.Sign >= 0 && fraction <= Ratio.One, "A fraction of all is from 0 to 1.");
        BigInteger marked = fraction.Numerator;
        BigInteger others = fraction.Denominator - marked;
        if (marked.IsZero || others.IsZero)
        {
            return Certain(seats, marked.IsZero ? 0 : seats);
        }

        var weights = new BigInteger[seats + 1];
        weights[0] = BigInteger.Pow(others, seats);
        for (int k = 0; k < seats; k++)
        {
            weights[k + 1] = weights[k] * (marked * (seats - k)) / (others * (k + 1));
        }

        return new(weights);
    }

    /// <summary>
    /// The seats go to distinct operators of a finite network, all sets being equally likely.
    /// </summary>
    /// <param name="seats">0 to the number of operators.</param>
    /// <param name="operators">All of them.</param>
    /// <param name="marked">How many of them are marked.</param>
    /// <remarks>P(k) = C(K, k) C(N - K, n - k) / C(N, n) for K marked operators of N.</remarks>
    public static SeatDistribution Hypergeometric(int seats, int operators, int marked)
    {
        Invariant.Holds(seats >= 0 && seats <= operators, "Distinct members are no more than all operators.");
        Invariant.Holds(marked >= 0 && marked <= operators, "A part is no more than the whole.");
        int others = operators - marked;
        int least = Math.Max(0, seats - others);
        int most = Math.Min(seats, marked);
        var weights = new BigInteger[seats + 1];
        weights[least] = Choose(marked, least) * Choose(others, seats - least);
        for (int k = least; k < most; k++)
        {
            weights[k + 1] = weights[k] * ((long)(marked - k) * (seats - k))
                / ((k + 1L) * (others - seats + k + 1));
        }

        return new(weights);
    }

    /// <summary>
    /// The weight of the cases in which at least so many seats are marked; no case for more than all.
    /// </summary>
    public BigInteger WeightAtLeast(int marked) => marked <= 0 ? Total
        : marked > Seats ? BigInteger.Zero
        : _atLeast[marked];

    /// <summary>The probability that at least so many seats are marked.</summary>
    public Ratio AtLeast(int marked) => new(WeightAtLeast(marked), Total);

    private static SeatDistribution Certain(int seats, int marked)
    {
        var weights = new BigInteger[seats + 1];
        weights[marked] = BigInteger.One;
        return new(weights);
    }

    /// <summary>The number of sets of <paramref name="taken"/> out of <paramref name="all"/>.</summary>
    private static BigInteger Choose(int all, int taken)
    {
        BigInteger sets = BigInteger.One;
        for (int i = 1; i <= taken; i++)
        {
            sets = sets * (all - taken + i) / i;
        }

        return sets;
    }
}
