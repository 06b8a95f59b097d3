using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;

namespace TrustlessPools.Mining.Tests.Payouts;

/// <summary>How much the firmware of mining machines takes.</summary>
public sealed class FirmwareClassTests
{
    private const int TaprootLength = 34;

    /// <summary>With a scriptSig of 100 bytes and the commitment to witnesses.</summary>
    [Theory]
    [InlineData("NiceHash", 7)]
    [InlineData("Antminer stock", 12)]
    [InlineData("Antminer S21", 47)]
    [InlineData("Whatsminer", 146)]
    [InlineData("ePIC", 367)]
    public void So_many_direct_outputs_fit(string name, int outputs)
    {
        FirmwareClass firmware = FirmwareClass.All.Single(c => c.Name == name);
        Assert.Equal(outputs, firmware.OutputsMax(CoinbaseFrame.Usual, TaprootLength));
        Assert.Null(firmware.Check(CoinbaseFrame.Usual, Paid(new DirectOutputs(), outputs)));
        Assert.Equal(
            "BeyondFirmware",
            firmware.Check(CoinbaseFrame.Usual, Paid(new DirectOutputs(), outputs + 1))?.Reason);
        Assert.True(SizeOf(outputs) <= firmware.CoinbaseSizeMax);
        Assert.True(SizeOf(outputs + 1) > firmware.CoinbaseSizeMax);
    }

    [Fact]
    public void A_tree_fits_everywhere()
    {
        var plan = new TreePlan(
            TemplateForm.Bare, TreeWeights.Equal, Radix: 4, new FeePolicy.FixedPerNode(new(100)));
        Assert.All(
            FirmwareClass.All, c => Assert.Null(c.Check(CoinbaseFrame.Usual, Paid(plan, 2_016))));
    }

    private static PayoutResult.Paid Paid(IPayoutForm form, int count) =>
        Assert.IsType<PayoutResult.Paid>(form.Pay(PaymentLists.Equal(count)));

    /// <summary>The size of such a coinbase as it is written.</summary>
    private static int SizeOf(int outputs)
    {
        var input = new TransactionInput(OutPoint.Null, new(new byte[100]), 0, default);
        var commitment = new TransactionOutput(default, new(new byte[38]));
        return new Transaction(2, [input], PaymentLists.Equal(outputs).Add(commitment), 0).Encode().Length;
    }
}
