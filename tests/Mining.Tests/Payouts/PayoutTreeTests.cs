using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Payouts;

/// <summary>Trees of templates: amounts, hashes, and what they commit to.</summary>
public sealed class PayoutTreeTests
{
    private const int Lists = 60;

    private static readonly FeePolicy Sapio = new FeePolicy.FixedPerNode(new(100));
    private static readonly FeePolicy Free = new FeePolicy.ChildPays(default);

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, Lists).Select(static s => (ulong)s)];

    /// <summary>Computed by hand, and hashed by another program.</summary>
    [Theory]
    [InlineData(
        TemplateForm.Bare, false,
        "2007e03b842078e39c1cc58d3da0e471f657b664715970c419ef99778b522cce04b3")]
    [InlineData(
        TemplateForm.WitnessScriptHash, false,
        "0020d297b2c6e6f9f84deb850200389b432f1acf4f959bddfe57f4906908b8d83580")]
    [InlineData(
        TemplateForm.Bare, true,
        "206c8679b9db62d5d70cc4b2906b30592c2bf3151ff8aa3b2c0ed5cef423e87e8eb3")]
    [InlineData(
        TemplateForm.WitnessScriptHash, true,
        "002094320ba42f5eff6079dfd709072559c2a26e372e964e99c815702fac5325df0f")]
    public void Three_payments_have_a_known_script(TemplateForm form, bool isFree, string script)
    {
        PayoutTree tree = PaymentLists.Build(
            new(form, TreeWeights.Equal, Radix: 2, isFree ? Free : Sapio), ThreePayments);
        Assert.Equal(2, tree.Nodes);
        Assert.Equal(new TransactionOutput(new(60_000), new(Hex.Parse(script))), tree.Output);
        ulong[] expected = isFree ? [10_000, 20_000, 30_000] : [9_983, 19_926, 29_891];
        Assert.Equal(expected, LeavesOf(tree).Select(static o => o.Amount.Value));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_transaction_is_what_its_parent_commits_to_and_pays_what_it_holds(ulong seed)
    {
        var random = new SeededGenerator(seed);
        TreePlan plan = PaymentLists.RandomPlan(random);
        PayoutTree tree = PaymentLists.Build(plan, PaymentLists.Random(random));
        Assert.Equal(PaymentLists.Sum(tree.Payments), tree.Output.Amount);
        var held = new Dictionary<OutPoint, TransactionOutput> { [PaymentLists.Coinbase] = tree.Output };
        ExpansionStep[] steps = [.. TreeExpansion.Below(tree, tree.Root, PaymentLists.Coinbase)];
        foreach (Transaction spending in steps.Select(static s => s.Transaction))
        {
            Assert.True(held.Remove(spending.Inputs[0].Previous, out TransactionOutput spent));
            Satoshi fee = plan.Fees.HasAnchor ? default : plan.Fees.Charge;
            Assert.Equal(spent.Amount, spending.Paid + fee);
            AssertCommits(plan.Form, spent.Script, spending);
            for (int i = 0; i < spending.Outputs.Count; i++)
            {
                held.Add(new(spending.Id, (uint)i), spending.Outputs[i]);
            }
        }

        Assert.Equal(tree.Nodes, steps.Length);
        Assert.Equal(
            Shown(LeavesOf(tree)), Shown(held.Values.Where(static o => o.Script != OutputScript.Anchor)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Charges_take_nearly_in_proportion(ulong seed)
    {
        var random = new SeededGenerator(seed);
        TreePlan plan = PaymentLists.RandomPlan(random) with { Fees = Free };
        Sequence<TransactionOutput> payments = PaymentLists.Random(random);
        Assert.Equal(payments, LeavesOf(PaymentLists.Build(plan, payments)));

        PayoutTree charged = PaymentLists.Build(plan with { Fees = Sapio }, payments);
        Satoshi all = PaymentLists.Sum(payments);
        Assert.Equal(
            all, PaymentLists.Sum(LeavesOf(charged)) + (Sapio.Charge * (ulong)charged.Nodes));
        if (charged.Nodes == 1)
        {
            Ratio kept = new((all - Sapio.Charge).Value, all.Value);
            Assert.All(payments.Zip(LeavesOf(charged)), p => Assert.True(
                Math.Abs((long)(kept * Ratio.FromInteger(p.First.Amount.Value)).Floor()
                    - (long)p.Second.Amount.Value) <= 1));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_change_breaks_the_hash(ulong seed)
    {
        var random = new SeededGenerator(seed);
        PayoutTree tree = PaymentLists.Build(PaymentLists.RandomPlan(random), PaymentLists.Random(random));
        NodeNumber node = new(random.NextBelow(tree.Nodes));
        Transaction kept = tree.Spend(node, PaymentLists.Coinbase);
        int at = random.NextBelow(kept.Outputs.Count);
        TransactionInput input = kept.Inputs[0];
        TransactionOutput output = kept.Outputs[at];
        TransactionOutput more = output with { Amount = output.Amount + new Satoshi(1) };
        byte[] script = output.Script.ToArray();
        script[random.NextBelow(script.Length)] ^= (byte)(1 << random.NextBelow(8));
        Transaction[] changed =
        [
            kept with { Version = kept.Version + 1 },
            kept with { LockTime = 1 },
            kept with { Inputs = [input with { Sequence = input.Sequence - 1 }] },
            kept with { Inputs = [input with { ScriptSig = new([0x51]) }] },
            kept with { Inputs = [input, input] },
            kept with { Outputs = kept.Outputs.With(at, more) },
            kept with { Outputs = kept.Outputs.With(at, output with { Script = new(script) }) },
            kept with { Outputs = kept.Outputs.Add(output) },
            kept with { Outputs = [.. kept.Outputs.SkipLast(1)] },
        ];
        Assert.Equal(tree.TemplateOf(node), TemplateHash.Of(kept, 0));
        Assert.NotEqual(tree.TemplateOf(node), TemplateHash.Of(kept, 1));
        Assert.All(changed, t => Assert.NotEqual(tree.TemplateOf(node), TemplateHash.Of(t, 0)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Equal_lists_have_equal_trees_and_another_order_has_another(ulong seed)
    {
        var random = new SeededGenerator(seed);
        TreePlan plan = PaymentLists.RandomPlan(random);
        Sequence<TransactionOutput> payments = PaymentLists.Random(random);
        TransactionOutput output = PaymentLists.Build(plan, payments).Output;
        Assert.Equal(output, PaymentLists.Build(plan, [.. payments]).Output);
        if (payments.Count > 1 && plan.Weights is TreeWeights.Equal)
        {
            Assert.NotEqual(output, PaymentLists.Build(plan, [.. payments.Reverse()]).Output);
        }
    }

    [Fact]
    public void Big_recipients_are_near_the_root_of_a_huffman_tree()
    {
        ulong[] amounts = [8_000_000, 4_000_000, 2_000_000, 1_000_000, 500_000, 500_000];
        Sequence<TransactionOutput> payments =
            [.. amounts.Select(static (a, i) => new TransactionOutput(new(a), PaymentLists.Taproot(i)))];
        PayoutTree tree = PaymentLists.Build(
            new(TemplateForm.Bare, TreeWeights.Amounts, Radix: 2, Free), payments);
        Assert.Equal([1, 2, 3, 4, 5, 5], Enumerable.Range(0, amounts.Length).Select(i => DepthOf(tree, i)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Only_the_first_join_of_a_huffman_tree_may_have_room(int radix)
    {
        for (int count = 2; count < 40; count++)
        {
            PayoutTree tree = PaymentLists.Build(
                new(TemplateForm.Bare, TreeWeights.Amounts, radix, Free), PaymentLists.Equal(count));
            Assert.All(
                Enumerable.Range(1, tree.Nodes - 1),
                node => Assert.Equal(radix, tree.ChildrenOf(new(node)).Length));
        }
    }

    [Fact]
    public void A_single_payment_is_a_tree_of_one_transaction()
    {
        foreach (TreeWeights weights in Enum.GetValues<TreeWeights>())
        {
            PayoutTree tree = PaymentLists.Build(
                new(TemplateForm.Bare, weights, Radix: 4, Sapio), PaymentLists.Equal(1));
            Assert.Equal(1, tree.Nodes);
            Assert.Equal(new Satoshi(999_900), LeafOf(tree, 0).Amount);
        }
    }

    private static Sequence<TransactionOutput> ThreePayments =>
        [.. Enumerable.Range(1, 3).Select(static i => new TransactionOutput(
            new((ulong)i * 10_000), PaymentLists.KeyHash((byte)i)))];

    private static void AssertCommits(TemplateForm form, ByteString script, Transaction spending)
    {
        TransactionInput input = Assert.Single(spending.Inputs);
        Hash32 template = TemplateHash.Of(spending, 0);
        Assert.Equal(0, input.ScriptSig.Length);
        Assert.Equal(TemplateScript.OutputOf(form, template), script);
        Assert.Equal(TemplateScript.WitnessOf(form, template), input.Witness);
        if (form is TemplateForm.WitnessScriptHash)
        {
            // P2WSH: the output holds the hash of the witness script.
            Assert.Equal(script.ToArray()[2..], Hash32.Sha256(input.Witness[^1].AsSpan()).ToArray());
        }
    }

    private static TransactionOutput LeafOf(PayoutTree tree, int leaf) =>
        tree.OutputOf(TreeChild.Of(new LeafNumber(leaf)));

    private static Sequence<TransactionOutput> LeavesOf(PayoutTree tree) =>
        [.. Enumerable.Range(0, tree.Payments.Count).Select(i => LeafOf(tree, i))];

    private static int DepthOf(PayoutTree tree, int leaf) =>
        TreeExpansion.To(tree, new(leaf), tree.Root, PaymentLists.Coinbase)!.Count;

    private static IEnumerable<string> Shown(IEnumerable<TransactionOutput> outputs) =>
        outputs.Select(static o => o.ToString()).Order(StringComparer.Ordinal);
}
