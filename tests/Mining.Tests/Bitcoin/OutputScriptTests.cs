using TrustlessPools.Bitcoin.Addresses;
using TrustlessPools.Bitcoin.Fees;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Output scripts are built, recognised, written as addresses, and weighed.</summary>
public sealed class OutputScriptTests
{
    private static readonly byte[] Short = [.. Enumerable.Range(0, 20).Select(static i => (byte)i)];
    private static readonly Hash32 Long = Hash32.Sha256("script"u8);

    /// <summary>Form, script, and the least amount that is not dust at 3 satoshi a virtual byte.</summary>
    public static TheoryData<OutputKind, ByteString, ulong> Outputs => new()
    {
        { OutputKind.PublicKeyHash, OutputScript.ToPublicKeyHash(Short), 546 },
        { OutputKind.ScriptHash, OutputScript.ToScriptHash(Short), 540 },
        { OutputKind.WitnessPublicKeyHash, OutputScript.ToWitnessPublicKeyHash(Short), 294 },
        { OutputKind.WitnessScriptHash, OutputScript.ToWitnessScript(new("script"u8)), 330 },
        { OutputKind.Taproot, OutputScript.ToTaproot(Long), 330 },
        { OutputKind.Anchor, OutputScript.Anchor, 240 },
        { OutputKind.Template, OutputScript.ToTemplate(Long), 573 },
        { OutputKind.Unspendable, OutputScript.WithData(Short), 0 },
        { OutputKind.Other, default, 471 },
    };

    [Theory]
    [MemberData(nameof(Outputs))]
    public void A_script_is_recognised_and_its_dust_is_known(OutputKind kind, ByteString script, ulong dust)
    {
        Assert.Equal(kind, OutputForm.Of(script.AsSpan()).Kind);
        Assert.Equal(new Satoshi(dust), Dust.ThresholdOf(script, FeeRate.OfDust));
        Assert.Equal(new Satoshi(0), Dust.ThresholdOf(script, default));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void One_byte_more_or_less_is_another_form(OutputKind kind, ByteString script, ulong dust)
    {
        Assert.True(dust < 1000);
        bool isOpen = kind is OutputKind.Unspendable or OutputKind.Other;
        ByteString longer = new([.. script.AsSpan(), 0x51]);
        Assert.True(isOpen || OutputForm.Of(longer.AsSpan()).Kind is OutputKind.Other);
        Assert.True(isOpen || OutputForm.Of(script.AsSpan()[..^1]).Kind is OutputKind.Other);
    }

    [Fact]
    public void The_scripts_are_those_that_nodes_know()
    {
        Assert.Equal("0x51024e73", $"{OutputScript.Anchor}");
        Assert.Equal($"0x20{Long.ToString()[2..]}b3", $"{OutputScript.ToTemplate(Long)}");
        Assert.Equal($"0x0020{Long.ToString()[2..]}", $"{OutputScript.ToWitnessScript(new("script"u8))}");
        Assert.Equal(
            $"0x76a914{Convert.ToHexStringLower(Short)}88ac", $"{OutputScript.ToPublicKeyHash(Short)}");
    }

    [Fact]
    public void Addresses_are_of_one_network()
    {
        ByteString script = OutputScript.ToWitnessPublicKeyHash(Short);
        string address = Address.Of(script, BitcoinNetwork.BcoinRegtest)!;
        Assert.StartsWith("rb1q", address, StringComparison.Ordinal);
        Assert.Null(Address.TryRead(address, BitcoinNetwork.BcoinRegtest, out ByteString read));
        Assert.Equal(script, read);
        Assert.Equal("AddressOfOtherNetwork", ReasonOf(address));
        string old = Address.Of(OutputScript.ToScriptHash(Short), BitcoinNetwork.Mainnet)!;
        Assert.Equal("AddressOfOtherNetwork", ReasonOf(old));
        Assert.Null(Address.Of(OutputScript.ToTemplate(Long), BitcoinNetwork.Regtest));
    }

    [Fact]
    public void What_is_no_address_is_refused_for_what_it_is()
    {
        Assert.Equal("MalformedAddress", ReasonOf(string.Empty));
        Assert.Equal("MalformedAddress", ReasonOf(new string('x', 100_000)));
        Assert.Equal("WrongAddressSize", ReasonOf(Base58.EncodeChecked(new byte[20])));
        Assert.Equal("NoWitnessProgram", ReasonOf(new Bech32("bcrt", default, Bech32Kind.Bech32).Encode()));
    }

    [Fact]
    public void Inputs_weigh_what_their_unlocking_does()
    {
        Assert.Equal(164, InputWeight.Of(OutputKind.Template));
        Assert.Equal(200, InputWeight.OfWitnessTemplate);
        Assert.Equal(234, InputWeight.OfLeafTemplate);
        Assert.Equal(230, InputWeight.Of(OutputKind.Taproot));
        Assert.Equal(272, InputWeight.Of(OutputKind.WitnessPublicKeyHash));
        Assert.Equal(592, InputWeight.Of(OutputKind.PublicKeyHash));
        Assert.Null(InputWeight.Of(OutputKind.ScriptHash));
    }

    [Theory]
    [InlineData(1000UL, 0, 0UL)]
    [InlineData(1UL, 1, 1UL)]
    [InlineData(999UL, 1000, 999UL)]
    [InlineData(1001UL, 1000, 1001UL)]
    [InlineData(1001UL, 999, 1000UL)]
    public void A_fee_is_rounded_up(ulong rate, int size, ulong fee) =>
        Assert.Equal(new Satoshi(fee), new FeeRate(rate).FeeOf(size));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(75, 76)]
    [InlineData(76, 78)]
    [InlineData(255, 257)]
    [InlineData(256, 259)]
    [InlineData(65_535, 65_538)]
    [InlineData(65_536, 65_541)]
    public void A_push_has_the_shortest_length_and_is_read_back(int size, int length)
    {
        ByteString script = new ScriptBuilder().AddData(new byte[size]).ToScript();
        Assert.Equal(length, script.Length);
        var reader = new ScriptReader(script.AsSpan());
        Assert.True(reader.Read());
        Assert.Equal(size, reader.Pushed.Length);
        Assert.False(reader.Read());
        Assert.False(reader.HasFlaw);
    }

    [Theory]
    [InlineData("4e00000080")]
    [InlineData("4effffffff00")]
    [InlineData("4d01")]
    [InlineData("02aa")]
    public void A_push_beyond_the_end_is_a_flaw(string hex)
    {
        var reader = new ScriptReader(Hex.Parse(hex));
        Assert.False(reader.Read());
        Assert.True(reader.HasFlaw);
    }

    private static string? ReasonOf(string address) =>
        Address.TryRead(address, BitcoinNetwork.Regtest, out _)?.Reason;
}
