using System.Globalization;

namespace TrustlessPools.Mining.Payouts;

/// <summary>A transaction of a tree. Children have lower numbers than their parents.</summary>
public readonly record struct NodeNumber(int Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
