using System.Diagnostics;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>Finds the best radix by trying each.</summary>
public static class RadixChoice
{
    /// <summary>The plan with the radix that costs least, of equals the smaller one, and its cost.</summary>
    /// <param name="plan">Its radix does not matter.</param>
    /// <param name="payments">Payments that the plan could pay with some radix.</param>
    /// <param name="aim">What is to cost least. Where children pay, they are counted.</param>
    /// <remarks>Linear in payments for each radix, of which there are at most as many.</remarks>
    public static (TreePlan Plan, TreeCost Cost) Best(
        TreePlan plan, Sequence<TransactionOutput> payments, RadixAim aim)
    {
        ArgumentNullException.ThrowIfNull(plan);
        TreePlan best = plan with { Radix = 2 };
        TreeCost cost = TreeCost.Of(best, payments);
        for (int radix = 3; radix <= Math.Min(payments.Count, TreePlan.RadixMax); radix++)
        {
            TreePlan tried = plan with { Radix = radix };
            TreeCost its = TreeCost.Of(tried, payments);
            if (its.NodeVirtualSizeMost <= plan.Fees.VirtualSizeMax
                && SizeOf(its, plan.Fees, aim) < SizeOf(cost, plan.Fees, aim))
            {
                (best, cost) = (tried, its);
            }
        }

        return (best, cost);
    }

    private static long SizeOf(TreeCost cost, FeePolicy fees, RadixAim aim) => (aim, fees.HasAnchor) switch
    {
        (RadixAim.Total, false) => cost.VirtualSize,
        (RadixAim.Total, true) => cost.VirtualSizeWithChildren,
        (RadixAim.LoneExit, false) => cost.LoneExit,
        (RadixAim.LoneExit, true) => cost.LoneExitWithChildren,
        _ => throw new UnreachableException(),
    };
}
