using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Every rule for transactions by themselves, on both sides of its boundary.</summary>
public sealed class TransactionRulesTests
{
    [Fact]
    public void A_payment_is_allowed() => Assert.Null(TransactionRules.Check(Sample.Payment));

    [Fact]
    public void Without_inputs_or_outputs_it_is_refused()
    {
        Assert.Equal("NoInputs", TransactionRules.Check(Sample.Payment with { Inputs = [] })?.Reason);
        Assert.Equal("NoOutputs", TransactionRules.Check(Sample.Payment with { Outputs = [] })?.Reason);
    }

    [Fact]
    public void A_million_bytes_are_allowed_and_one_more_is_not()
    {
        int frame = WithScriptOf(100_000).Encode().Length - 100_000;
        Transaction largest = WithScriptOf(1_000_000 - frame);
        Assert.Equal(1_000_000, largest.Encode().Length);
        Assert.Null(TransactionRules.Check(largest));
        Assert.Equal("TransactionTooLarge", TransactionRules.Check(WithScriptOf(1_000_001 - frame))?.Reason);
    }

    [Fact]
    public void All_money_may_be_paid_and_one_satoshi_more_may_not()
    {
        ulong most = Satoshi.MoneyMax.Value;
        Assert.Null(TransactionRules.Check(Paying(most)));
        Assert.Null(TransactionRules.Check(Paying(most - 1, 1)));
        Assert.Equal("AmountOutOfRange", TransactionRules.Check(Paying(most + 1))?.Reason);
        Assert.Equal("AmountOutOfRange", TransactionRules.Check(Paying(ulong.MaxValue))?.Reason);
        Assert.Equal("TotalOutOfRange", TransactionRules.Check(Paying(most, 1))?.Reason);
    }

    [Fact]
    public void Outputs_are_spent_once_and_named()
    {
        TransactionInput first = Sample.InputFrom(index: 0);
        Assert.Null(ReasonFor(first, Sample.InputFrom(index: 1)));
        Assert.Equal("RepeatedInput", ReasonFor(first, first));
        Assert.Equal("NullInput", ReasonFor(first, first with { Previous = OutPoint.Null }));

        static string? ReasonFor(params TransactionInput[] inputs) =>
            TransactionRules.Check(Sample.Payment with { Inputs = [.. inputs] })?.Reason;
    }

    [Theory]
    [InlineData(1, "CoinbaseScriptSize")]
    [InlineData(2, null)]
    [InlineData(100, null)]
    [InlineData(101, "CoinbaseScriptSize")]
    public void A_coinbase_has_2_to_100_bytes_of_script(int size, string? reason)
    {
        var input = new TransactionInput(OutPoint.Null, new(new byte[size]), Sequence: 0, []);
        Assert.Equal(reason, TransactionRules.Check(Sample.Payment with { Inputs = [input] })?.Reason);
    }

    [Theory]
    [InlineData(0U, 0U, true)]
    [InlineData(999U, 0U, true)]
    [InlineData(1000U, 0U, false)]
    [InlineData(1000U, uint.MaxValue, true)]
    [InlineData(1_699_999_999U, 0U, true)]
    [InlineData(1_700_000_000U, 0U, false)]
    public void A_lock_must_be_below_height_or_time_unless_nothing_heeds_it(
        uint lockTime, uint sequence, bool isFinal)
    {
        TransactionInput input = Sample.InputFrom(index: 0) with { Sequence = sequence };
        Transaction transaction = Sample.Payment with { Inputs = [input], LockTime = lockTime };
        var height = new BlockHeight(1000);
        Assert.Equal(isFinal, TransactionRules.IsFinal(transaction, height, medianTimePast: 1_700_000_000));
    }

    private static Transaction WithScriptOf(int size) =>
        Sample.Payment with { Outputs = [Sample.Output with { Script = new(new byte[size]) }] };

    private static Transaction Paying(params ulong[] amounts) => Sample.Payment with
    {
        Outputs = [.. amounts.Select(static a => Sample.Output with { Amount = new(a) })],
    };
}
