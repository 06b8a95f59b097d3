using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>An amount of ada in lovelace, 10^-6 ada; never negative.</summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct Lovelace(ulong Value) : IComparable<Lovelace>
{
    /// <summary>This amount as an exact number.</summary>
    public Ratio Exact => Ratio.FromInteger(Value);

    /// <summary>Adds two amounts; throws on overflow.</summary>
    public static Lovelace operator +(Lovelace left, Lovelace right) => new(left.Value + right.Value);

    /// <summary>Subtracts an amount; throws below zero.</summary>
    public static Lovelace operator -(Lovelace left, Lovelace right) => new(left.Value - right.Value);

    /// <summary>
    /// Takes a ratio of this amount, rounded down to the lovelace; the dust stays with the one who pays.
    /// </summary>
    /// <param name="ratio">Not negative.</param>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public Lovelace ScaleFloor(Ratio ratio) => Floor(Exact * ratio);

    /// <summary>This amount's part of a whole; 0 when the whole is 0.</summary>
    public Ratio PartOf(Lovelace whole) => whole.Value == 0 ? Ratio.Zero : new(Value, whole.Value);

    /// <summary>The whole lovelace in an exact amount.</summary>
    /// <param name="exact">Not negative.</param>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public static Lovelace Floor(Ratio exact)
    {
        Invariant.Holds(exact.Sign >= 0, "An amount of lovelace is not negative.");
        return new((ulong)exact.Floor());
    }

    public int CompareTo(Lovelace other) => Value.CompareTo(other.Value);

    public static bool operator <(Lovelace left, Lovelace right) => left.Value < right.Value;

    public static bool operator >(Lovelace left, Lovelace right) => left.Value > right.Value;

    public static bool operator <=(Lovelace left, Lovelace right) => left.Value <= right.Value;

    public static bool operator >=(Lovelace left, Lovelace right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
