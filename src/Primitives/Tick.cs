using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>
/// A time slot of the pool chain, counted from its genesis; as long as a beacon slot and aligned to it.
/// </summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct Tick(ulong Value) : IComparable<Tick>
{
    /// <summary>Goes forward by a number of the same unit.</summary>
    public static Tick operator +(Tick from, ulong count) => new(from.Value + count);

    /// <summary>Goes back by a number of the same unit; throws below zero.</summary>
    public static Tick operator -(Tick from, ulong count) => new(from.Value - count);

    public int CompareTo(Tick other) => Value.CompareTo(other.Value);

    public static bool operator <(Tick left, Tick right) => left.Value < right.Value;

    public static bool operator >(Tick left, Tick right) => left.Value > right.Value;

    public static bool operator <=(Tick left, Tick right) => left.Value <= right.Value;

    public static bool operator >=(Tick left, Tick right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
