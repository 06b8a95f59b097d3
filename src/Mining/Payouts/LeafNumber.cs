using System.Globalization;

namespace TrustlessPools.Mining.Payouts;

/// <summary>A payment of a tree, by its place in the sharing rule's order, from 0.</summary>
public readonly record struct LeafNumber(int Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
