using System.Text.Json;
using TrustlessPools.Bitcoin.Addresses;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Texts of BIP-0173, BIP-0350 and Bitcoin Core's base58 are read, written and refused.</summary>
public sealed class AddressConformanceTests
{
    private const string Bips = "bip173_bip350.json";

    [Theory]
    [InlineData("bech32_valid", Bech32Kind.Bech32)]
    [InlineData("bech32m_valid", Bech32Kind.Bech32m)]
    public void Texts_with_their_checksum_are_read_and_written_back(string name, Bech32Kind kind) =>
        Each(name, c =>
        {
            Bech32? read = Bech32.TryDecode(c.GetString()!);
            Assert.NotNull(read);
            Assert.Equal(kind, read.Kind);
            Assert.Equal(c.GetString()!.ToLowerInvariant(), read.Encode());
        });

    [Theory]
    [InlineData("bech32_invalid")]
    [InlineData("bech32m_invalid")]
    public void Texts_that_are_neither_bech32_nor_bech32m_are_refused(string name) =>
        Each(name, static c => Assert.Null(Bech32.TryDecode(c.GetProperty("s").GetString()!)));

    [Fact]
    public void Addresses_of_bip350_are_read_and_written_back() => Each("segwit_valid_bip350", static c =>
    {
        string address = c.GetProperty("address").GetString()!;
        BitcoinNetwork network = NetworkOf(address);
        Assert.Null(Address.TryRead(address, network, out ByteString script));
        Assert.Equal(c.GetProperty("scriptPubKey").GetString(), Convert.ToHexStringLower(script.AsSpan()));
        Assert.Equal(address.ToLowerInvariant(), Address.Of(script, network));
    });

    [Fact]
    public void Other_addresses_of_bip350_are_refused() => Each("segwit_invalid_bip350", static c =>
    {
        string address = c.GetProperty("s").GetString()!;
        Assert.NotNull(Address.TryRead(address, NetworkOf(address), out ByteString script));
        Assert.Equal(default, script);
    });

    [Fact]
    public void Base58_of_core_is_read_and_written_back() => VectorSuite.Open("bitcoin")
        .EachCase("core_base58.json", static all => all.EnumerateArray(), static (_, c) =>
        {
            byte[] bytes = Hex.Parse(c[0].GetString()!);
            Assert.Equal(new ByteString(bytes), Base58.TryDecode(c[1].GetString()!));
            Assert.Equal(c[1].GetString(), Base58.Encode(bytes));
        })
        .Finish();

    [Fact]
    public void Keys_and_addresses_of_core_are_read_for_what_they_are() => VectorSuite.Open("bitcoin")
        .EachCase("core_base58_keys_valid.json", static all => all.EnumerateArray(), static (_, c) =>
        {
            string text = c[0].GetString()!;
            byte[] content = Hex.Parse(c[1].GetString()!);
            BitcoinNetwork network = c[2].GetProperty("isTestnet").GetBoolean()
                ? BitcoinNetwork.Testnet
                : BitcoinNetwork.Mainnet;
            if (c[2].GetProperty("isPrivkey").GetBoolean())
            {
                byte[] tail = c[2].GetProperty("isCompressed").GetBoolean() ? [1] : [];
                byte[] payload = [network.Prefixes.PrivateKey, .. content, .. tail];
                Assert.Equal(new ByteString(payload), Base58.TryDecodeChecked(text));
                Assert.Equal(text, Base58.EncodeChecked(payload));
                Assert.Equal("WrongAddressSize", Address.TryRead(text, network, out ByteString _)?.Reason);
                return;
            }

            ByteString expected = c[2].GetProperty("addrType").GetString() == "pubkey"
                ? OutputScript.ToPublicKeyHash(content)
                : OutputScript.ToScriptHash(content);
            Assert.Null(Address.TryRead(text, network, out ByteString script));
            Assert.Equal(expected, script);
            Assert.Equal(text, Address.Of(script, network));
        })
        .Finish();

    private static void Each(string name, Action<JsonElement> check) => VectorSuite.Open("bitcoin")
        .EachCase(Bips, all => all.GetProperty(name).EnumerateArray(), (_, c) => check(c))
        .Finish();

    private static BitcoinNetwork NetworkOf(string address) =>
        address.StartsWith("bc", StringComparison.OrdinalIgnoreCase)
            ? BitcoinNetwork.Mainnet
            : BitcoinNetwork.Testnet;
}
