using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>The position of a block in its chain; the genesis has height 0.</summary>
/// <remarks>The default value is zero and valid. Arithmetic is checked.</remarks>
public readonly record struct Height(ulong Value) : IComparable<Height>
{
    /// <summary>The height of the child block.</summary>
    public Height Next => new(Value + 1);

    /// <summary>The height of the parent block; throws at the genesis.</summary>
    public Height Previous => new(Value - 1);

    public int CompareTo(Height other) => Value.CompareTo(other.Value);

    public static bool operator <(Height left, Height right) => left.Value < right.Value;

    public static bool operator >(Height left, Height right) => left.Value > right.Value;

    public static bool operator <=(Height left, Height right) => left.Value <= right.Value;

    public static bool operator >=(Height left, Height right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
