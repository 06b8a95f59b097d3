using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Collateral;

/// <summary>What all funds add up to.</summary>
/// <param name="Held">Locks that are not paid out.</param>
/// <param name="Loss">What their balances have lost.</param>
/// <param name="Collateral">All bonds.</param>
/// <param name="Owed">Rewards not yet on accounts.</param>
public readonly record struct FundTotals(ulong Held, Gwei Loss, Gwei Collateral, Gwei Owed)
    : IMeasure<Fund, FundTotals>
{
    public static FundTotals Of(Fund element)
    {
        ArgumentNullException.ThrowIfNull(element);
        FundFigures figures = element.Figures;
        return new(figures.Locks.Held, figures.Locks.Loss, figures.Collateral, figures.Owed);
    }

    public static FundTotals Add(FundTotals left, FundTotals right) => new(
        left.Held + right.Held,
        left.Loss + right.Loss,
        left.Collateral + right.Collateral,
        left.Owed + right.Owed);
}
