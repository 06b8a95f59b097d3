using System.Text.Json;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests;

/// <summary>Stakers make keys, and leave without asking anybody; what cannot be used is refused.</summary>
public sealed class StakerTests
{
    private const string Nowhere = "--api http://127.0.0.1:1";

    /// <summary>The generator of G1: a public key that is a point.</summary>
    private const string Key = "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
        + "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

    [Fact]
    public void An_exit_is_the_key_and_an_amount_of_nothing()
    {
        byte[] data = new WithdrawalRequest(G1Bytes.Parse(Key), default).ToCallData();
        Assert.Equal(Key + "0000000000000000", Hex.Format(data));
        Assert.Equal("0x00000961ef480eb55e80d19ad83579a64c007002", $"{WithdrawalRequest.Contract}");
    }

    [Fact]
    public void A_part_is_its_gwei_big_endian()
    {
        byte[] data = new WithdrawalRequest(G1Bytes.Parse(Key), new(0x0102030405060708)).ToCallData();
        Assert.Equal(56, data.Length);
        Assert.Equal(Key + "0102030405060708", Hex.Format(data));
    }

    [Fact]
    public async Task Exit_prints_the_transaction_for_people_and_for_programs()
    {
        Tpool.Outcome text = await Tpool.RunAsync($"staker exit --validator {Key}");
        Assert.Equal(0, text.Exit);
        Assert.Contains($"{Key}0000000000000000", text.Output, StringComparison.Ordinal);
        Assert.Contains("cast call", text.Output, StringComparison.Ordinal);
        Tpool.Outcome json = await Tpool.RunAsync($"staker exit --validator {Key} --amount 1 --json");
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal($"{Key}000000003b9aca00", document.RootElement.GetProperty("data").GetString());
        Assert.False(document.RootElement.GetProperty("exit").GetBoolean());
    }

    [Fact]
    public async Task Init_makes_a_key_once_that_only_its_owner_can_read()
    {
        using var folder = new TemporaryFolder();
        string ada = folder.In("ada");
        Tpool.Outcome made = await Tpool.RunAsync($"staker init --folder {ada} --json");
        Assert.Equal(0, made.Exit);
        using var document = JsonDocument.Parse(made.Output);
        var key = G1Bytes.Parse(document.RootElement.GetProperty("key").GetString()!);
        Assert.True(G1Point.TryDecode(key, out _));
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(ada, "owner.keystore.json")));
            Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(ada, "password.txt")));
        }

        Tpool.Outcome again = await Tpool.RunAsync($"staker init --folder {ada}");
        Assert.Equal(1, again.Exit);
        Assert.Contains("OwnerExists", again.Error, StringComparison.Ordinal);

        Tpool.Outcome alone = await Tpool.RunAsync($"staker status --folder {ada} {Nowhere}");
        Assert.Equal(1, alone.Exit);
        Assert.Contains("next: See that an operator runs there", alone.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("staker exit --validator 0x00", "BadKey: got --validator '0x00'")]
    [InlineData("staker exit --validator " + Key + " --amount 0", "without the option the validator leaves")]
    [InlineData("staker exit --validator " + Key + " --amount 0.0000000001", "with 9 decimals at most")]
    [InlineData("staker unlock --folder x --lock 5 " + Nowhere, "BadLock: got '5', permitted is FUND/NUMBER")]
    [InlineData("staker unlock --folder x --lock 2/0 " + Nowhere, "'tpool staker undelegate --lock 2/0'")]
    [InlineData("staker undelegate --folder x --lock 0/1 " + Nowhere, "'tpool staker unlock --lock 0/1'")]
    [InlineData("staker status --folder x --api ftp://x", "BadApiAddress: got 'ftp://x'")]
    [InlineData("operator bond --data-dir x --amount much", "BadAmount: got --amount 'much'")]
    [InlineData("pool create --data-dir x --seats 4 --margin 2", "got --margin '2', permitted is 0 to 1")]
    public async Task What_cannot_be_used_is_refused_with_what_is_permitted(string arguments, string refusal)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(arguments);
        Assert.Equal(2, outcome.Exit);
        Assert.Contains(refusal, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("staker status --folder nobody", "NoOwner")]
    [InlineData("operator bond --data-dir nobody --amount 1", "NotRunning")]
    [InlineData("operator exit --data-dir nobody", "NotRunning")]
    [InlineData("pool list --data-dir nobody", "NotRunning")]
    public async Task What_is_missing_is_named(string arguments, string refusal)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(arguments);
        Assert.Equal(1, outcome.Exit);
        Assert.Contains(refusal, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("staker init")]
    [InlineData("staker lock")]
    [InlineData("staker delegate")]
    [InlineData("staker unlock")]
    [InlineData("staker undelegate")]
    [InlineData("staker status")]
    [InlineData("staker credentials")]
    [InlineData("staker exit")]
    [InlineData("operator bond")]
    [InlineData("operator unbond")]
    [InlineData("operator account")]
    [InlineData("operator consent")]
    [InlineData("operator register")]
    [InlineData("operator exit")]
    [InlineData("pool create")]
    [InlineData("pool list")]
    [InlineData("pool show")]
    public async Task Every_verb_explains_itself_with_an_example(string verb)
    {
        Tpool.Outcome help = await Tpool.RunAsync($"{verb} --help");
        Assert.Equal(0, help.Exit);
        Assert.Contains($"tpool {verb} ", help.Output, StringComparison.Ordinal);
    }
}
