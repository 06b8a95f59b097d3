using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>An operator's number in its network, which is also the index of its key shares.</summary>
/// <remarks>Assigned once and never used again. Zero is detectable as nobody: a share at 0 would be the
/// secret itself.</remarks>
public readonly record struct OperatorId(uint Value) : IComparable<OperatorId>
{
    /// <summary>True for the default value, which names nobody and is never a share's index.</summary>
    public bool IsDefault => Value == 0;

    public int CompareTo(OperatorId other) => Value.CompareTo(other.Value);

    public static bool operator <(OperatorId left, OperatorId right) => left.Value < right.Value;

    public static bool operator >(OperatorId left, OperatorId right) => left.Value > right.Value;

    public static bool operator <=(OperatorId left, OperatorId right) => left.Value <= right.Value;

    public static bool operator >=(OperatorId left, OperatorId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
