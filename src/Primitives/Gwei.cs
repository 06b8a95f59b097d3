using System.Globalization;
using System.Numerics;

namespace TrustlessPools.Primitives;

/// <summary>An amount of ether in Gwei, 10^-9 ETH; never negative.</summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct Gwei(ulong Value) : IComparable<Gwei>
{
    /// <summary>32 ETH, the stake of one validator.</summary>
    public static readonly Gwei ValidatorStake = new(32_000_000_000);

    /// <summary>The smaller of two amounts.</summary>
    public static Gwei Min(Gwei left, Gwei right) => left < right ? left : right;

    /// <summary>Adds two amounts; throws on overflow.</summary>
    public static Gwei operator +(Gwei left, Gwei right) => new(left.Value + right.Value);

    /// <summary>Subtracts an amount; throws below zero.</summary>
    public static Gwei operator -(Gwei left, Gwei right) => new(left.Value - right.Value);

    /// <summary>Takes an amount a whole number of times; throws on overflow.</summary>
    public static Gwei operator *(Gwei amount, ulong count) => new(amount.Value * count);

    /// <summary>Subtracts an amount, but not below zero.</summary>
    public Gwei MinusOrZero(Gwei other) => new(Value > other.Value ? Value - other.Value : 0);

    /// <summary>
    /// Takes a ratio of this amount, rounded down to the Gwei; the dust stays with the one who pays.
    /// </summary>
    /// <param name="ratio">Not negative.</param>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public Gwei ScaleFloor(Ratio ratio) => new((ulong)Scale(ratio).Floor());

    /// <summary>
    /// Takes a ratio of this amount, rounded up to the Gwei; the dust goes to the one who is paid.
    /// </summary>
    /// <param name="ratio">Not negative.</param>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public Gwei ScaleCeiling(Ratio ratio) => new((ulong)Scale(ratio).Ceiling());

    public int CompareTo(Gwei other) => Value.CompareTo(other.Value);

    public static bool operator <(Gwei left, Gwei right) => left.Value < right.Value;

    public static bool operator >(Gwei left, Gwei right) => left.Value > right.Value;

    public static bool operator <=(Gwei left, Gwei right) => left.Value <= right.Value;

    public static bool operator >=(Gwei left, Gwei right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private Ratio Scale(Ratio ratio)
    {
        Invariant.Holds(ratio.Sign >= 0, "An amount is scaled by a ratio that is not negative.");
        return Ratio.FromInteger(new BigInteger(Value)) * ratio;
    }
}
