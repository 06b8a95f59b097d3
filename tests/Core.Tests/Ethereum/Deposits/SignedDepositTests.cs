using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.Deposits;

public sealed class SignedDepositTests
{
    private static readonly ForkVersion Network = new(0x00000001);
    private static readonly ExecutionAddress Staker =
        ExecutionAddress.Parse("0x81592c3de184a3e2c0dcb5a261bc107bfa91f494");

    private static readonly DepositTerms Terms = new(Network, new(WithdrawalCredentials.For(Staker)));
    private static readonly SignedDeposit Deposit = Sign(new Gwei(1_000_000_000));

    [Fact]
    public void A_deposit_to_the_stakers_own_address_is_accepted()
    {
        Assert.Null(Deposit.Verify(Terms));
        Assert.Null(Deposit.Verify(Terms with { WithdrawalCredentials = default }));
        Assert.Null(Sign(Gwei.ValidatorStake).Verify(Terms));
    }

    [Fact]
    public void Credentials_pay_to_an_address()
    {
        WithdrawalCredentials credentials = WithdrawalCredentials.For(Staker);
        Assert.Equal(
            "0x01000000000000000000000081592c3de184a3e2c0dcb5a261bc107bfa91f494", credentials.ToString());
        Assert.Equal(WithdrawalCredentials.ExecutionPrefix, credentials.Prefix);
        Assert.True(credentials.TryGetAddress(out ExecutionAddress address));
        Assert.Equal(Staker, address);
    }

    [Theory]
    [InlineData("0x00502e12a8ff3de168546ff8a02d03146001ee8d9eeb73797c97e2bc370ec487")]
    [InlineData("0x01000000000000000000000181592c3de184a3e2c0dcb5a261bc107bfa91f494")]
    [InlineData("0x03000000000000000000000081592c3de184a3e2c0dcb5a261bc107bfa91f494")]
    public void Other_credentials_name_no_address(string credentials) =>
        Assert.False(new WithdrawalCredentials(Hash32.Parse(credentials)).TryGetAddress(out _));

    [Fact]
    public void A_deposit_for_another_network_is_refused() => AssertRefused(
        Deposit,
        Terms with { GenesisVersion = new(0) },
        new OtherNetwork(Supplied: Network, Permitted: new(0)));

    [Fact]
    public void A_deposit_that_pays_to_somebody_else_is_refused()
    {
        WithdrawalCredentials own = WithdrawalCredentials.For(default);
        AssertRefused(
            Deposit,
            Terms with { WithdrawalCredentials = new(own) },
            new OtherWithdrawalCredentials(Supplied: Terms.WithdrawalCredentials.Value, Permitted: own));
    }

    [Theory]
    [InlineData(999_999_999)]
    [InlineData(32_000_000_001)]
    public void A_deposit_of_too_little_or_too_much_is_refused(ulong amount) => AssertRefused(
        Sign(new(amount)),
        Terms,
        new AmountOutOfRange(
            Supplied: new(amount), Least: SignedDeposit.AmountMin, Most: Gwei.ValidatorStake));

    [Fact]
    public void A_deposit_with_another_root_is_refused()
    {
        AssertRefused(
            Deposit with { MessageRoot = default },
            Terms,
            new OtherMessageRoot(Supplied: default, Permitted: Deposit.MessageRoot));
        AssertRefused(
            Deposit with { Root = default },
            Terms,
            new OtherDepositRoot(Supplied: default, Permitted: Deposit.Root));
    }

    [Fact]
    public void A_deposit_of_a_key_that_is_no_point_is_refused()
    {
        DepositData contents = Deposit.Contents with { PublicKey = default };
        AssertRefused(
            WithRoots(contents), Terms, new BadDepositKey(default, PointFlaw.Encoding));
    }

    [Fact]
    public void A_deposit_that_the_key_has_not_signed_is_refused()
    {
        foreach (G2Bytes signature in (G2Bytes[])[default, Sign(Gwei.ValidatorStake).Contents.Signature])
        {
            DepositData contents = Deposit.Contents with { Signature = signature };
            AssertRefused(WithRoots(contents), Terms, new BadDepositSignature(signature));
        }
    }

    [Fact]
    public void A_file_has_the_form_of_launchpads()
    {
        DepositData contents = Deposit.Contents;
        string expected =
            $$"""
            [{"pubkey":"{{Bare(contents.PublicKey)}}",
            "withdrawal_credentials":"01000000000000000000000081592c3de184a3e2c0dcb5a261bc107bfa91f494",
            "amount":1000000000,"signature":"{{Bare(contents.Signature)}}",
            "deposit_message_root":"{{Bare(Deposit.MessageRoot)}}",
            "deposit_data_root":"{{Bare(Deposit.Root)}}",
            "fork_version":"00000001","network_name":"minimal","deposit_cli_version":"2.7.0"}]
            """;
        Assert.Equal(expected.ReplaceLineEndings(string.Empty), SignedDeposit.FileShape.ToText([Deposit]));
    }

    [Theory]
    [InlineData("{}", "Expected an array, found Object.")]
    [InlineData("[{}]", "[0]: The member 'pubkey' is missing.")]
    [InlineData("""[{"pubkey":"00"}]""", "[0]: pubkey: Expected 48 bytes of hexadecimal, found 1.")]
    public void A_file_that_is_none_is_refused(string text, string expected)
    {
        Assert.False(SignedDeposit.FileShape.TryParse(text, out _, out string? flaw));
        Assert.Equal(expected, flaw);
    }

    private static SignedDeposit Sign(Gwei amount)
    {
        using var secret = SecretScalar.From(Scalar.From(7));
        DepositMessage message = new(
            secret.ToPublicPoint().ToBytes(), Terms.WithdrawalCredentials.Value, amount);
        byte[] signingRoot = SignedDeposit.SigningRoot(message, Network).ToArray();
        G2Point signature = secret.Sign(signingRoot, DomainSeparationTag.Signature);
        return SignedDeposit.Create(message, signature, Network, "minimal");
    }

    private static SignedDeposit WithRoots(DepositData contents) => Deposit with
    {
        Contents = contents,
        MessageRoot = DepositMessage.Ssz.HashTreeRoot(contents.Message),
        Root = DepositData.Ssz.HashTreeRoot(contents),
    };

    private static string Bare(object bytes) => bytes.ToString()![2..];

    private static void AssertRefused(SignedDeposit deposit, DepositTerms terms, DepositRefusal expected) =>
        Assert.Equal(expected, deposit.Verify(terms));
}
