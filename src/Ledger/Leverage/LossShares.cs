using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>Who bears what the protocol charges; exact, in Gwei.</summary>
/// <param name="Own">What the coalition that did it loses.</param>
/// <param name="Members">What the pool's other members lose.</param>
/// <param name="Gap">What nobody pays: a penalty that the design lets lapse.</param>
public readonly record struct LossShares(Ratio Own, Ratio Members, Ratio Gap)
{
    /// <summary>All that the protocol charges.</summary>
    public Ratio Penalty => Own + Members + Gap;

    /// <summary>Adds the shares of two pools.</summary>
    public static LossShares operator +(LossShares left, LossShares right) =>
        new(left.Own + right.Own, left.Members + right.Members, left.Gap + right.Gap);
}
