using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Payouts;

/// <summary>What trees cost in virtual bytes.</summary>
public sealed class TreeCostTests
{
    private const int Recipients = 216;

    private static readonly TreePlan Anchored =
        new(TemplateForm.Bare, TreeWeights.Equal, Radix: 2, new FeePolicy.ChildPays(default));

    /// <summary>216 recipients at taproot outputs, bare form, anchors.</summary>
    /// <remarks>
    /// Quotients are rounded half up. The last column is what an exit costs were every transaction on its
    /// path full; where levels are not, ours are smaller, as neighbours are spread evenly.
    /// </remarks>
    [Theory]
    [InlineData(2, 215, 8, 149, 301, 2416, 2416)]
    [InlineData(4, 73, 4, 79, 130, 1552, 1552)]
    [InlineData(6, 43, 3, 64, 94, 1422, 1422)]
    [InlineData(16, 15, 2, 50, 61, 1722, 1808)]
    [InlineData(64, 5, 2, 45, 49, 2926, 5936)]
    [InlineData(216, 1, 1, 43, 44, 9504, 9504)]
    public void Radix_decides_between_total_and_lone_exit(
        int radix, int nodes, int levels, int perRecipient, int withChildren, int exit, int fullExit)
    {
        TreeCost cost = TreeCost.Of(Anchored with { Radix = radix }, PaymentLists.Equal(Recipients));
        Assert.Equal((nodes, levels), (cost.Nodes, cost.Levels));
        var half = new Ratio(1, 2);
        Assert.Equal(perRecipient, (cost.PerRecipient + half).Floor());
        Assert.Equal(withChildren, (cost.PerRecipientWithChildren + half).Floor());
        Assert.Equal(exit, cost.LoneExitWithChildren);
        Assert.Equal(exit - (levels * TreeCost.ChildVirtualSize), cost.LoneExit);
        int full = 64 + (43 * radix) + TreeCost.ChildVirtualSize;
        Assert.Equal(fullExit, levels * full);
    }

    /// <summary>A tree with lone children has two transactions more: 150.3 and 303.0 vB each.</summary>
    [Fact]
    public void Lone_children_would_cost_more()
    {
        TreeCost cost = TreeCost.Of(Anchored, PaymentLists.Equal(Recipients));
        const int LoneChild = 64 + 43;
        Assert.Equal(150, (cost.VirtualSize + (2 * LoneChild)) / Recipients);
        const int WithChild = LoneChild + TreeCost.ChildVirtualSize;
        Assert.Equal(303, (cost.VirtualSizeWithChildren + (2 * WithChild)) / Recipients);
    }

    [Fact]
    public void Six_is_best_for_lone_exits_with_anchors_four_without_and_flat_for_the_total()
    {
        Sequence<TransactionOutput> payments = PaymentLists.Equal(Recipients);
        TreePlan charged = Anchored with { Fees = new FeePolicy.FixedPerNode(new(100)) };
        Assert.Equal(6, RadixChoice.Best(Anchored, payments, RadixAim.LoneExit).Plan.Radix);
        Assert.Equal(4, RadixChoice.Best(charged, payments, RadixAim.LoneExit).Plan.Radix);
        Assert.Equal(Recipients, RadixChoice.Best(Anchored, payments, RadixAim.Total).Plan.Radix);
        Assert.Equal(Recipients, RadixChoice.Best(charged, payments, RadixAim.Total).Plan.Radix);
    }

    [Fact]
    public void A_radix_that_nodes_would_not_relay_is_never_best()
    {
        (TreePlan plan, TreeCost cost) =
            RadixChoice.Best(Anchored, PaymentLists.Equal(232), RadixAim.Total);
        Assert.True(cost.NodeVirtualSizeMost <= 10_000);
        Assert.IsType<PayoutResult.Paid>(plan.Pay(PaymentLists.Equal(232)));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    [InlineData(5UL)]
    [InlineData(6UL)]
    [InlineData(7UL)]
    [InlineData(8UL)]
    public void Costs_are_those_of_the_transactions(ulong seed)
    {
        var random = new SeededGenerator(seed);
        TreePlan plan = PaymentLists.RandomPlan(random);
        PayoutTree tree = PaymentLists.Build(plan, PaymentLists.Random(random));
        TreeCost cost = TreeCost.Of(plan, tree.Payments);
        ExpansionStep[] steps = [.. TreeExpansion.Below(tree, tree.Root, PaymentLists.Coinbase)];
        int[] sizes = [.. steps.Select(static s => s.Transaction.VirtualSize)];
        int[] exits = [.. Enumerable.Range(0, tree.Payments.Count).Select(i => TreeExpansion
            .To(tree, new(i), tree.Root, PaymentLists.Coinbase)!.Sum(static s => s.Transaction.VirtualSize))];
        Assert.Equal(
            (steps.Length, sizes.Sum(), sizes.Max()),
            (cost.Nodes, cost.VirtualSize, cost.NodeVirtualSizeMost));
        Assert.Equal(steps.Max(static s => s.Level) + 1, cost.Levels);
        Assert.Equal(exits.Max(), cost.LoneExit);
    }
}
