using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>
/// What it takes a coalition that sits in a committee to get hold of its key: bought seat by seat in
/// auctions, or left to the queue.
/// </summary>
/// <remarks>
/// <para>
/// In the auction the coalition is patient: it lets the others' highest bidders take the seats that it can
/// spare, and buys the last ones, each for the highest value that is then left. Ties are its. In the queue
/// it has chances only.
/// </para>
/// <para>Spec: docs/spec/replacement.md#buy-out.</para>
/// </remarks>
public sealed record BuyOut
{
    private BuyOut(BuyOutCase given, int won, Gwei price)
    {
        Case = given;
        Won = won;
        Price = price;
    }

    /// <summary>What was asked.</summary>
    public BuyOutCase Case { get; }

    /// <summary>The seats that it needs besides its own, t - h; nothing when it has them.</summary>
    public int Needed => Case.Needed;

    /// <summary>The auctions that it wins: as many as it needs, are held, and its budget pays.</summary>
    public int Won { get; }

    /// <summary>What each of them costs it; nothing when it wins none.</summary>
    public Gwei Price { get; }

    /// <summary>What they cost it in all.</summary>
    public Gwei Paid => Price * (ulong)Won;

    /// <summary>True when auctions give it the key.</summary>
    public bool IsReached => Won == Needed;

    /// <summary>
    /// The further candidates whose bonds it could post with what the auctions cost; it gets bonds back.
    /// </summary>
    public ulong Enlisted => Paid.Value / Case.Reserve.Value;

    /// <summary>The seats that the queue gives it on average: the freed seats times its share.</summary>
    public Ratio ExpectedByQueue => new((BigInteger)Case.Freed * Case.Own, Case.Candidates);

    /// <summary>The chance that the queue gives it the seats that it needs.</summary>
    public Ratio ChanceByQueue => Case.ChanceWith(0);

    /// <summary>That chance, when it posts what the auctions cost as further candidates' bonds.</summary>
    public Ratio ChanceEnlisted => Case.ChanceWith(Enlisted);

    /// <summary>Works a case out.</summary>
    /// <param name="given">A possible one.</param>
    public static BuyOut Of(BuyOutCase given)
    {
        ArgumentNullException.ThrowIfNull(given);
        given.RequirePossible();
        Gwei[] values = [.. given.Values.OrderDescending()];
        int won = Math.Min(given.Needed, given.Freed);
        while (won > 0 && (UInt128)PriceAfter(given.Freed - won).Value * (uint)won > given.Budget.Value)
        {
            won--;
        }

        return new(given, won, won == 0 ? default : PriceAfter(given.Freed - won));

        Gwei PriceAfter(int others) => others < values.Length && values[others] > given.Reserve
            ? values[others]
            : given.Reserve;
    }
}
