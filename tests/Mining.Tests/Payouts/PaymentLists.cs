using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Payouts;

/// <summary>Lists of payments, and what tests do with them.</summary>
internal static class PaymentLists
{
    /// <summary>The coinbase's output that pays a tree.</summary>
    internal static readonly OutPoint Coinbase = new(Hash32.Sha256("coinbase"u8), 3);

    /// <summary>A pay-to-taproot script.</summary>
    internal static ByteString Taproot(int recipient) =>
        new([0x51, 32, .. Hash32.Sha256(BitConverter.GetBytes(recipient)).ToArray()]);

    /// <summary>A pay-to-witness-public-key-hash script, of twenty equal bytes.</summary>
    internal static ByteString KeyHash(byte filling) =>
        new([0x00, 20, .. Enumerable.Repeat(filling, 20)]);

    /// <summary>So many payments of one amount, to taproot.</summary>
    internal static Sequence<TransactionOutput> Equal(int count, ulong amount = 1_000_000) =>
        [.. Enumerable.Range(0, count).Select(i => new TransactionOutput(new(amount), Taproot(i)))];

    /// <summary>Payments of very different amounts to scripts of all kinds, none near dust.</summary>
    internal static Sequence<TransactionOutput> Random(SeededGenerator random)
    {
        int count = 1 + random.NextBelow(300);
        return [.. Enumerable.Range(0, count).Select(_ => new TransactionOutput(
            new(20_000 + random.NextBelow(1UL << (4 + random.NextBelow(30)))), ScriptOf(random)))];
    }

    /// <summary>A plan of any kind that can pay what <see cref="Random"/> makes.</summary>
    internal static TreePlan RandomPlan(SeededGenerator random)
    {
        FeePolicy fees = random.NextBelow(3) switch
        {
            0 => new FeePolicy.FixedPerNode(new(random.NextBelow(200UL))),
            1 => new FeePolicy.ChildPays(default),
            _ => new FeePolicy.ChildPays(FeePolicy.ChildPays.AnchorLeast),
        };
        return new(
            random.NextBelow(2) == 0 ? TemplateForm.Bare : TemplateForm.WitnessScriptHash,
            random.NextBelow(2) == 0 ? TreeWeights.Equal : TreeWeights.Amounts,
            2 + random.NextBelow(random.NextBelow(2) == 0 ? 5 : 199),
            fees);
    }

    /// <summary>The tree by which a plan pays.</summary>
    internal static PayoutTree Build(TreePlan plan, Sequence<TransactionOutput> payments)
    {
        PayoutResult.Paid paid = Assert.IsType<PayoutResult.Paid>(plan.Pay(payments));
        Assert.NotNull(paid.Tree);
        Assert.Equal(paid.Tree.Output, Assert.Single(paid.Outputs));
        return paid.Tree;
    }

    /// <summary>Sums amounts up.</summary>
    internal static Satoshi Sum(IEnumerable<TransactionOutput> outputs) =>
        outputs.Aggregate(default(Satoshi), static (sum, o) => sum + o.Amount);

    private static ByteString ScriptOf(SeededGenerator random)
    {
        var hash = new byte[32];
        random.Fill(hash);
        return random.NextBelow(5) switch
        {
            0 => new([0x00, 20, .. hash[..20]]),
            1 => new([0x00, 32, .. hash]),
            2 => new([0x76, 0xa9, 20, .. hash[..20], 0x88, 0xac]),
            3 => new([0xa9, 20, .. hash[..20], 0x87]),
            _ => new([0x51, 32, .. hash]),
        };
    }
}
