using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Collateral;

/// <summary>What one operator has put up in a fund. All of it can be charged.</summary>
/// <param name="Operator">Whose it is.</param>
/// <param name="Staying">What backs locks.</param>
/// <param name="Leaving">What is on its way out: it backs nothing more, and can still be charged.</param>
public sealed record Bond(AccountId Operator, Gwei Staying, Gwei Leaving)
{
    public static SszContainer<Bond> Ssz { get; } = SszContainer.Of<Bond>()
        .Field("operator", LedgerTypes.AccountId, static x => x.Operator)
        .Field("staying", SszTypes.Gwei, static x => x.Staying)
        .Field("leaving", SszTypes.Gwei, static x => x.Leaving)
        .Build(static v => new(v.Take<AccountId>(), v.Take<Gwei>(), v.Take<Gwei>()));

    /// <summary>All of it.</summary>
    public Gwei Total => Staying + Leaving;

    /// <summary>The bond after a charge, which first takes what stays.</summary>
    /// <param name="charge">At most the total.</param>
    internal Bond Less(Gwei charge)
    {
        Gwei fromStaying = Gwei.Min(charge, Staying);
        return this with { Staying = Staying - fromStaying, Leaving = Leaving - (charge - fromStaying) };
    }
}

/// <summary>What a fund's bonds add up to.</summary>
public readonly record struct BondTotals(Gwei Staying, Gwei Leaving) : IMeasure<Bond, BondTotals>
{
    public static BondTotals Of(Bond element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new(element.Staying, element.Leaving);
    }

    public static BondTotals Add(BondTotals left, BondTotals right) =>
        new(left.Staying + right.Staying, left.Leaving + right.Leaving);
}
