using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>An epoch of the beacon chain, counted from its genesis.</summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct Epoch(ulong Value) : IComparable<Epoch>
{
    /// <summary>The consensus specification's FAR_FUTURE_EPOCH, meaning never.</summary>
    public static readonly Epoch FarFuture = new(ulong.MaxValue);

    /// <summary>Goes forward by a number of the same unit.</summary>
    public static Epoch operator +(Epoch from, ulong count) => new(from.Value + count);

    /// <summary>Goes back by a number of the same unit; throws below zero.</summary>
    public static Epoch operator -(Epoch from, ulong count) => new(from.Value - count);

    /// <summary>Goes back by <paramref name="count"/>, stopping at the genesis epoch.</summary>
    public Epoch MinusOrGenesis(ulong count) => new(Value > count ? Value - count : 0);

    /// <summary>The first slot of this epoch.</summary>
    /// <param name="slotsPerEpoch">Positive.</param>
    public Slot FirstSlot(ulong slotsPerEpoch) => new(Value * slotsPerEpoch);

    public int CompareTo(Epoch other) => Value.CompareTo(other.Value);

    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    public static bool operator <=(Epoch left, Epoch right) => left.Value <= right.Value;

    public static bool operator >=(Epoch left, Epoch right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
