using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>A coalition in a committee, and the seats that come free beside it.</summary>
public sealed record BuyOutCase
{
    /// <summary>n: the committee's seats, at least 1.</summary>
    public required int Seats { get; init; }

    /// <summary>t: the seats that have the key, 1 to n.</summary>
    public required int Threshold { get; init; }

    /// <summary>h: the seats that the coalition has, 0 to n.</summary>
    public required int Held { get; init; }

    /// <summary>The others' seats that come free, one after the other; 0 to n - h.</summary>
    public required int Freed { get; init; }

    /// <summary>What the coalition can spend.</summary>
    public required Gwei Budget { get; init; }

    /// <summary>What a seat is worth to each of the others who bid, in any order.</summary>
    public required Sequence<Gwei> Values { get; init; }

    /// <summary>The least bid and the least bond, positive.</summary>
    public required Gwei Reserve { get; init; }

    /// <summary>Everybody in the queue; at least as many as seats come free.</summary>
    public required int Candidates { get; init; }

    /// <summary>The coalition's among them.</summary>
    public required int Own { get; init; }

    /// <summary>The seats that the coalition needs besides its own, at least 0.</summary>
    public int Needed => Math.Max(0, Threshold - Held);

    /// <summary>
    /// The chance that of the seats that come free the queue gives the coalition those that it needs.
    /// </summary>
    /// <param name="enlisted">Further candidates of the coalition, besides those of the case.</param>
    /// <remarks>
    /// The seats go to distinct candidates, all sets of which are equally likely: the tail of the
    /// hypergeometric distribution, sum of C(m, k) C(N - m, F - k) / C(N, F) over k from the needed on.
    /// </remarks>
    internal Ratio ChanceWith(ulong enlisted)
    {
        (BigInteger all, BigInteger own) = (Candidates + (BigInteger)enlisted, Own + (BigInteger)enlisted);
        BigInteger weight = BigInteger.Zero;
        for (int k = Needed; k <= Freed; k++)
        {
            weight += Choose(own, k) * Choose(all - own, Freed - k);
        }

        return new(weight, Choose(all, Freed));
    }

    internal void RequirePossible()
    {
        Invariant.Holds(Threshold >= 1 && Threshold <= Seats, "A threshold is 1 to the number of seats.");
        Invariant.Holds(Held >= 0 && Freed >= 0 && Held + Freed <= Seats, "Only others' seats come free.");
        Invariant.Holds(Own >= 0 && Own <= Candidates, "A part is no more than the whole.");
        Invariant.Holds(Freed <= Candidates, "There are candidates for the seats that come free.");
        Invariant.Holds(Reserve > default(Gwei), "A seat is not given away.");
    }

    /// <summary>The number of sets of <paramref name="taken"/> out of <paramref name="all"/>.</summary>
    private static BigInteger Choose(BigInteger all, int taken)
    {
        BigInteger sets = BigInteger.One;
        for (int i = 0; i < taken; i++)
        {
            sets = sets * (all - i) / (i + 1);
        }

        return sets;
    }
}
