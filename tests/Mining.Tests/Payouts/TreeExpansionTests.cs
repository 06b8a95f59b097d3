using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Payouts;

/// <summary>From an output of a tree to the recipients, or to one of them.</summary>
public sealed class TreeExpansionTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 40).Select(static s => (ulong)s)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_lone_exit_is_part_of_the_whole_expansion(ulong seed)
    {
        (PayoutTree tree, SeededGenerator random) = Make(seed);
        var all = TreeExpansion.Below(tree, tree.Root, PaymentLists.Coinbase)
            .ToDictionary(static s => s.Node);
        LeafNumber leaf = new(random.NextBelow(tree.Payments.Count));
        IReadOnlyList<ExpansionStep>? path =
            TreeExpansion.To(tree, leaf, tree.Root, PaymentLists.Coinbase);
        Assert.NotNull(path);
        Assert.All(path, step => Assert.Equal(all[step.Node], step));

        TreePlace place = tree.PlaceOf(TreeChild.Of(leaf));
        Assert.Equal(place.Parent, path[^1].Node);
        Assert.Equal(
            tree.OutputOf(TreeChild.Of(leaf)), path[^1].Transaction.Outputs[(int)place.Index]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_expansion_goes_on_from_any_node(ulong seed)
    {
        (PayoutTree tree, SeededGenerator random) = Make(seed);
        ExpansionStep[] all = [.. TreeExpansion.Below(tree, tree.Root, PaymentLists.Coinbase)];
        ExpansionStep start = all[random.NextBelow(all.Length)];
        ExpansionStep[] below =
            [.. TreeExpansion.Below(tree, start.Node, start.Transaction.Inputs[0].Previous)];
        Assert.Equal(0, below[0].Level);
        Assert.All(below, step => Assert.Contains(step with { Level = step.Level + start.Level }, all));

        for (int i = 0; i < tree.Payments.Count; i++)
        {
            IReadOnlyList<ExpansionStep>? whole =
                TreeExpansion.To(tree, new(i), tree.Root, PaymentLists.Coinbase);
            IReadOnlyList<ExpansionStep>? part = TreeExpansion.To(
                tree, new(i), start.Node, start.Transaction.Inputs[0].Previous);
            Assert.NotNull(whole);
            Assert.Equal(
                whole.Where(s => below.Any(b => b.Node == s.Node)).Select(static s => s.Transaction.Id),
                part is null ? [] : part.Select(static s => s.Transaction.Id));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Another_outpoint_changes_no_template(ulong seed)
    {
        (PayoutTree tree, _) = Make(seed);
        OutPoint other = PaymentLists.Coinbase with { Index = 0 };
        ExpansionStep[] ones = [.. TreeExpansion.Below(tree, tree.Root, PaymentLists.Coinbase)];
        ExpansionStep[] others = [.. TreeExpansion.Below(tree, tree.Root, other)];
        Assert.Equal(
            ones.Select(static s => s.Transaction.Outputs), others.Select(static s => s.Transaction.Outputs));
        Assert.Empty(ones.Select(static s => s.Transaction.Id)
            .Intersect(others.Select(static s => s.Transaction.Id)));
    }

    private static (PayoutTree Tree, SeededGenerator Random) Make(ulong seed)
    {
        var random = new SeededGenerator(seed);
        TreePlan plan = PaymentLists.RandomPlan(random);
        Sequence<TransactionOutput> payments = [.. PaymentLists.Random(random).Take(40)];
        return (PaymentLists.Build(plan, payments), random);
    }
}
