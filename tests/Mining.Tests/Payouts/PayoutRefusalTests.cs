using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Payouts;

/// <summary>What forms refuse, on both sides of each boundary.</summary>
public sealed class PayoutRefusalTests
{
    private static readonly TreePlan Charged =
        new(TemplateForm.Bare, TreeWeights.Equal, Radix: 4, new FeePolicy.FixedPerNode(new(100)));

    private static readonly TreePlan Anchored = Charged with { Fees = new FeePolicy.ChildPays(default) };

    [Fact]
    public void No_payment_is_refused_and_one_is_paid()
    {
        foreach (IPayoutForm form in (IPayoutForm[])[new DirectOutputs(), Charged])
        {
            AssertRefused("WrongPaymentCount", form.Pay([]));
            Assert.IsType<PayoutResult.Paid>(form.Pay(PaymentLists.Equal(1)));
        }
    }

    [Fact]
    public void More_than_all_money_is_refused()
    {
        ulong half = Satoshi.MoneyMax.Value / 2;
        foreach (IPayoutForm form in (IPayoutForm[])[new DirectOutputs(), Charged])
        {
            Assert.IsType<PayoutResult.Paid>(form.Pay(PaymentLists.Equal(2, half)));
            AssertRefused("PaymentsBeyondMoney", form.Pay(PaymentLists.Equal(2, half + 1)));
            AssertRefused("PaymentsBeyondMoney", form.Pay(PaymentLists.Equal(2, ulong.MaxValue)));
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(TreePlan.RadixMax, true)]
    [InlineData(TreePlan.RadixMax + 1, false)]
    public void A_radix_has_its_range(int radix, bool isPaid) =>
        AssertEither(isPaid, "RadixOutOfRange", (Charged with { Radix = radix }).Pay(PaymentLists.Equal(9)));

    [Theory]
    [InlineData(0UL, true)]
    [InlineData(1UL, false)]
    [InlineData(239UL, false)]
    [InlineData(240UL, true)]
    public void An_anchor_holds_nothing_or_enough(ulong anchor, bool isPaid) => AssertEither(
        isPaid,
        "AnchorIsDust",
        (Charged with { Fees = new FeePolicy.ChildPays(new(anchor)) }).Pay(PaymentLists.Equal(9)));

    [Theory]
    [InlineData("6a0568656c6c6f")]
    [InlineData("51024e73")]
    [InlineData("0014" + "00112233445566778899aabbccddeeff001122")]
    [InlineData("5220" + "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    [InlineData("20" + "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" + "b3")]
    [InlineData("")]
    public void A_script_that_nodes_do_not_relay_is_refused_in_a_tree_only(string script)
    {
        Sequence<TransactionOutput> payments =
            PaymentLists.Equal(3).With(1, new(new(1_000_000), new(Hex.Parse(script))));
        AssertRefused("UnrelayedScript", Charged.Pay(payments));
        Assert.IsType<PayoutResult.Paid>(new DirectOutputs().Pay(payments));
    }

    /// <summary>TRUC takes 231 taproot children in bare form.</summary>
    [Theory]
    [InlineData(231, true)]
    [InlineData(232, false)]
    public void A_transaction_is_no_larger_than_nodes_relay(int count, bool isPaid) => AssertEither(
        isPaid, "NodeTooLarge", (Anchored with { Radix = TreePlan.RadixMax }).Pay(PaymentLists.Equal(count)));

    [Theory]
    [InlineData("0014{20}", 294UL)]
    [InlineData("0020{32}", 330UL)]
    [InlineData("5120{32}", 330UL)]
    [InlineData("76a914{20}88ac", 546UL)]
    [InlineData("a914{20}87", 540UL)]
    public void Dust_is_refused(string pattern, ulong least)
    {
        string text = pattern
            .Replace("{20}", new string('7', 40), StringComparison.Ordinal)
            .Replace("{32}", new string('7', 64), StringComparison.Ordinal);
        ByteString script = new(Hex.Parse(text));
        TransactionOutput enough = new(new(least), script);
        TransactionOutput dust = new(new(least - 1), script);
        AssertEither(isPaid: true, "LeafIsDust", Anchored.Pay([enough, enough]));
        AssertEither(isPaid: false, "LeafIsDust", Anchored.Pay([enough, dust]));
    }

    [Fact]
    public void Dust_is_what_charges_leave()
    {
        // One transaction: each of two pays half of its 100 satoshi.
        Assert.IsType<PayoutResult.Paid>(Charged.Pay(PaymentLists.Equal(2, 380)));
        Refusal reason = AssertRefused("LeafIsDust", Charged.Pay(PaymentLists.Equal(2, 379)));
        Assert.Contains("329", reason.Supplied, StringComparison.Ordinal);
        AssertRefused("LeafIsDust", Charged.Pay(PaymentLists.Equal(40, 3)));
        AssertRefused("LeafIsDust", Charged.Pay(PaymentLists.Equal(40, 0)));
        Assert.IsType<PayoutResult.Paid>(new DirectOutputs().Pay(PaymentLists.Equal(40, 0)));
    }

    [Fact]
    public void Templates_are_refused_where_anyone_could_spend()
    {
        AssertGuard(BitcoinNetwork.Mainnet, ifInactive: "AnyoneCanSpend", ifActive: "AnyoneCanSpend");
        AssertGuard(BitcoinNetwork.Testnet, ifInactive: "AnyoneCanSpend", ifActive: null);
        AssertGuard(BitcoinNetwork.Testnet4, ifInactive: "AnyoneCanSpend", ifActive: null);
        AssertGuard(BitcoinNetwork.Signet, ifInactive: "AnyoneCanSpend", ifActive: null);
        AssertGuard(BitcoinNetwork.Regtest, ifInactive: null, ifActive: null);
        AssertGuard(BitcoinNetwork.BcoinRegtest, ifInactive: null, ifActive: null);
        AssertGuard(
            BitcoinNetwork.Regtest with { Name = "other" },
            ifInactive: "AnyoneCanSpend",
            ifActive: "AnyoneCanSpend");
    }

    private static void AssertGuard(BitcoinNetwork network, string? ifInactive, string? ifActive)
    {
        Assert.Null(TemplateGuard.Check(new DirectOutputs(), network, isActive: false));
        Assert.Equal(ifInactive, TemplateGuard.Check(Charged, network, isActive: false)?.Reason);
        Assert.Equal(ifActive, TemplateGuard.Check(Charged, network, isActive: true)?.Reason);
    }

    private static void AssertEither(bool isPaid, string reason, PayoutResult result)
    {
        if (isPaid)
        {
            Assert.IsType<PayoutResult.Paid>(result);
        }
        else
        {
            AssertRefused(reason, result);
        }
    }

    private static Refusal AssertRefused(string reason, PayoutResult result)
    {
        Refusal refusal = Assert.IsType<PayoutResult.Refused>(result).Reason;
        Assert.Equal(reason, refusal.Reason);
        return refusal;
    }
}
