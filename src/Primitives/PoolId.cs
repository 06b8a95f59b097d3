using System.Globalization;

namespace TrustlessPools.Primitives;

/// <summary>A pool's number in its network.</summary>
/// <remarks>The default value is zero and valid.</remarks>
public readonly record struct PoolId(uint Value) : IComparable<PoolId>
{
    public int CompareTo(PoolId other) => Value.CompareTo(other.Value);

    public static bool operator <(PoolId left, PoolId right) => left.Value < right.Value;

    public static bool operator >(PoolId left, PoolId right) => left.Value > right.Value;

    public static bool operator <=(PoolId left, PoolId right) => left.Value <= right.Value;

    public static bool operator >=(PoolId left, PoolId right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
