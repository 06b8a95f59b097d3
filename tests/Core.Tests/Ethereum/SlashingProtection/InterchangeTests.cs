using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

public sealed class InterchangeTests
{
    private const string Key =
        "0xb845089a1457f811bfc000588fbb4e713669be8ce060ea6be3c6ece09afc3794106c91ca73acda5e5457122d58723bed";

    private static readonly Hash32 Chain = Hash32.Sha256("chain"u8);

    private static readonly SigningHistory History = SigningHistory.Empty
        .Sign(Signables.Block(10), Signables.RootA)
        .Sign(Signables.Vote(3, 4), Signables.RootB);

    [Fact]
    public void Writes_the_watermarks_with_their_roots_as_the_EIP_has_them()
    {
        string expected =
            $$"""
            {
              "metadata": {
                "interchange_format_version": "5",
                "genesis_validators_root": "{{Chain}}"
              },
              "data": [
                {
                  "pubkey": "{{Key}}",
                  "signed_blocks": [
                    {
                      "slot": "10",
                      "signing_root": "{{Signables.RootA}}"
                    }
                  ],
                  "signed_attestations": [
                    {
                      "source_epoch": "3",
                      "target_epoch": "4",
                      "signing_root": "{{Signables.RootB}}"
                    }
                  ]
                }
              ]
            }
            """;
        Assert.Equal(expected, Of(new ValidatorHistory(G1Bytes.Parse(Key), History)).ToText(indented: true));
    }

    [Fact]
    public void What_is_written_is_read_again_without_its_roots()
    {
        G1Bytes other = G1Bytes.Parse(Key.Replace('b', 'c'));
        SigningHistory rootless = new(default, new(Signables.Voted(5, 9)));
        SigningHistory stripped = new(new(new BlockWatermark(new(10), default)), new(Signables.Voted(3, 4)));
        Interchange written = Of(new(G1Bytes.Parse(Key), History), new(other, rootless));
        Interchange expected = Of(new(G1Bytes.Parse(Key), stripped), new(other, rootless));
        InterchangeReading read = Interchange.Read(written.ToText(), Chain);
        Assert.Equal(expected, Assert.IsType<InterchangeReading.Accepted>(read).Interchange);
    }

    [Fact]
    public void Several_entries_of_a_key_are_one_history()
    {
        G1Bytes key = G1Bytes.Parse(Key);
        SigningHistory high = new(new(new BlockWatermark(new(20), default)), new(Signables.Voted(5, 9)));
        SigningHistory low = new(new(new BlockWatermark(new(10), default)), new(Signables.Voted(6, 7)));
        SigningHistory merged = new(high.Block, new(Signables.Voted(6, 9)));
        Sequence<Interchange> files = [Of(new(key, high), new(key, low)), Of(new(key, low), new(key, high))];
        foreach (Interchange file in files)
        {
            InterchangeReading read = Interchange.Read(file.ToText(), Chain);
            Assert.Equal(new InterchangeReading.Accepted(Of(new ValidatorHistory(key, merged))), read);
        }
    }

    [Fact]
    public void A_file_of_another_chain_is_refused()
    {
        Hash32 other = Hash32.Sha256("other"u8);
        AssertRefused(Of().ToText(), other, new OtherChain(Supplied: Chain, Permitted: other));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("6")]
    [InlineData("")]
    public void A_file_of_another_version_is_refused(string version) => AssertRefused(
        Of().ToText().Replace("\"5\"", $"\"{version}\"", StringComparison.Ordinal),
        Chain,
        new UnsupportedInterchangeVersion(Supplied: version, Permitted: "5"));

    [Theory]
    [InlineData("", "The input does not contain any JSON tokens.")]
    [InlineData("[]", "Expected an object, found Array.")]
    [InlineData("{}", "The member 'metadata' is missing.")]
    public void A_file_that_is_none_is_refused(string text, string flaw)
    {
        InterchangeReading reading = Interchange.Read(text, Chain);
        var malformed = (MalformedInterchange)Assert.IsType<InterchangeReading.Refused>(reading).Reason;
        Assert.StartsWith(flaw, malformed.Flaw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"slot\": \"10\"", "\"slot\": \"-1\"", "data: [0]: signed_blocks: [0]: slot: -1 is no")]
    [InlineData("\"slot\": \"10\"", "\"slot\": true", "data: [0]: signed_blocks: [0]: slot: True is no")]
    [InlineData("\"slot\": \"10\",", "", "data: [0]: signed_blocks: [0]: The member 'slot' is missing.")]
    [InlineData("\"pubkey\": \"0xb8", "\"pubkey\": \"0x", "data: [0]: pubkey: Expected 48 bytes, found 47.")]
    [InlineData("\"4\"", "\"18446744073709551616\"", "data: [0]: signed_attestations: [0]: target_epoch: 18")]
    [InlineData("\"4\"", "\"\\ud800\"", "Cannot read")]
    public void A_flaw_is_named_with_its_place(string part, string replacement, string flaw)
    {
        string file = Of(new ValidatorHistory(G1Bytes.Parse(Key), History)).ToText(indented: true);
        Assert.Contains(part, file, StringComparison.Ordinal);
        InterchangeReading reading = Interchange.Read(
            file.Replace(part, replacement, StringComparison.Ordinal), Chain);
        var malformed = (MalformedInterchange)Assert.IsType<InterchangeReading.Refused>(reading).Reason;
        Assert.StartsWith(flaw, malformed.Flaw, StringComparison.Ordinal);
    }

    private static Interchange Of(params Sequence<ValidatorHistory> validators) => new(Chain, validators);

    private static void AssertRefused(string text, Hash32 chain, InterchangeRefusal expected) =>
        Assert.Equal(new InterchangeReading.Refused(expected), Interchange.Read(text, chain));
}
