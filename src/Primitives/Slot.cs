using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>A slot of the beacon chain, counted from its genesis.</summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct Slot(ulong Value) : IComparable<Slot>
{
    /// <summary>Goes forward by a number of the same unit.</summary>
    public static Slot operator +(Slot from, ulong count) => new(from.Value + count);

    /// <summary>Goes back by a number of the same unit; throws below zero.</summary>
    public static Slot operator -(Slot from, ulong count) => new(from.Value - count);

    /// <summary>The epoch that holds this slot.</summary>
    /// <param name="slotsPerEpoch">Positive.</param>
    public Epoch EpochAt(ulong slotsPerEpoch) => new(Value / slotsPerEpoch);

    public int CompareTo(Slot other) => Value.CompareTo(other.Value);

    public static bool operator <(Slot left, Slot right) => left.Value < right.Value;

    public static bool operator >(Slot left, Slot right) => left.Value > right.Value;

    public static bool operator <=(Slot left, Slot right) => left.Value <= right.Value;

    public static bool operator >=(Slot left, Slot right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
