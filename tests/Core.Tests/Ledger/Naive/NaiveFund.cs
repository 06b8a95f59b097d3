using System.Numerics;
using TrustlessPools.Ledger;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>A fund of the naive ledger: lists, and sums that are added up whenever they are wanted.</summary>
internal sealed class NaiveFund(LedgerParameters parameters)
{
    internal required uint Operator { get; init; }

    internal required uint Margin { get; init; }

    internal List<NaiveLock> Locks { get; } = [];

    internal List<NaiveBond> Bonds { get; } = [];

    internal List<NaivePiece> Leaving { get; } = [];

    internal List<NaiveReservation> Reservations { get; } = [];

    internal ulong Keys { get; set; }

    internal uint Turn { get; set; }

    internal BigInteger Penalties { get; set; }

    internal BigInteger Charged { get; set; }

    internal BigInteger Staying => Sum(Bonds, static b => b.Staying);

    internal BigInteger OnItsWayOut => Sum(Leaving, static p => p.Left);

    internal BigInteger Collateral => Staying + OnItsWayOut;

    internal BigInteger Reserved => Sum(Reservations, static r => r.Amount);

    internal BigInteger Owed => Sum(Locks, static l => l.Unpaid);

    internal int Held => Locks.Count(static l => l.IsHeld);

    internal int Backed => Locks.Count(static l => l.IsBacked);

    internal int Eligible => Locks.Count(static l => l.IsEligible);

    internal int Exposed => Locks.Count(static l => l.Key is not null);

    internal BigInteger Loss => Sum(Locks, static l => l.IsHeld ? l.Loss : 0);

    /// <summary>What one validator needs.</summary>
    internal Ratio PerValidator => Ratio.FromInteger(parameters.Unit.Value)
        * new Ratio(parameters.Ratio.Numerator, parameters.Ratio.Denominator);

    internal BigInteger Capacity => (Ratio.FromInteger(
        BigInteger.Max(0, Collateral - Reserved - OnItsWayOut)) / PerValidator).Floor();

    internal BigInteger Required => (PerValidator * Ratio.FromInteger(Exposed)).Ceiling();

    internal BigInteger Surplus => BigInteger.Max(0, Collateral - Reserved - OnItsWayOut - Required);

    internal BigInteger Uncovered =>
        BigInteger.Max(0, Required - BigInteger.Max(0, Collateral - Reserved - OnItsWayOut));

    internal NaiveBond? BondOf(uint id) => Bonds.Find(b => b.Operator == id);

    /// <summary>What an operator has on its way out.</summary>
    internal BigInteger LeavingOf(uint id) => Sum(Leaving, p => p.Operator == id ? p.Left : 0);

    /// <summary>Whether an operator has a piece on its way out, even one that charges have taken.</summary>
    internal bool HasAsked(uint id) => Leaving.Exists(p => p.Operator == id);

    /// <summary>All that can be charged to an operator.</summary>
    internal BigInteger TotalOf(NaiveBond bond) => bond.Staying + LeavingOf(bond.Operator);

    /// <summary>Takes from what stays; then from what leaves, first from what would leave first.</summary>
    internal void Take(NaiveBond bond, BigInteger amount)
    {
        BigInteger part = BigInteger.Min(amount, bond.Staying);
        bond.Staying -= part;
        amount -= part;
        foreach (NaivePiece piece in Leaving)
        {
            if (piece.Operator == bond.Operator)
            {
                part = BigInteger.Min(amount, piece.Left);
                piece.Left -= part;
                amount -= part;
            }
        }

        Assert.True(amount.IsZero, "More was to be taken than is there.");
    }

    private static BigInteger Sum<T>(List<T> items, Func<T, BigInteger> amount)
    {
        BigInteger sum = 0;
        foreach (T item in items)
        {
            sum += amount(item);
        }

        return sum;
    }
}
