using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests;

/// <summary>What founders write down of money is read to the letter, or refused.</summary>
public sealed class MoneyFileTests
{
    private const string Key = "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905"
        + "a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";

    [Fact]
    public void What_is_left_out_is_the_default()
    {
        MoneyGenesis money = Read("{}");
        Assert.Equal(MoneyParameters.Default, money.Parameters);
        Assert.Empty(money.Allocations);
    }

    [Fact]
    public void What_is_given_holds()
    {
        const string address = "0x00112233445566778899aabbccddeeff00112233";
        MoneyGenesis money = Read($$"""
            {
              "parameters": { "protocol": "seed", "replacement": { "minimum_bond": "500000000", "seats": "auction" } },
              "allocations": [{ "key": "{{Key}}", "withdrawal_address": "{{address}}", "amount": "64000000000" }]
            }
            """);
        Assert.Equal(
            MoneyParameters.Default with
            {
                Protocol = Protocol.Seed,
                Replacement = new(new() { MinimumBond = new(500_000_000), Seats = SeatRule.Auction }),
            },
            money.Parameters);
        Allocation allocation = Assert.Single(money.Allocations);
        Assert.Equal(new Gwei(64_000_000_000), allocation.Amount);
        Assert.Equal($"0x010000000000000000000000{address[2..]}", $"{allocation.WithdrawalCredentials}");
    }

    [Theory]
    [InlineData("""{"parameter": {}}""", "'parameter' is not known")]
    [InlineData("""{"parameters": {"unlockdelay": "1"}}""", "'unlockdelay' is not known")]
    [InlineData("""{"parameters": {"protocol": "old"}}""", "'old' is neither seed nor today")]
    [InlineData("""{"parameters": {"replacement": {"seats": "2"}}}""", "'2' is neither queue nor auction")]
    [InlineData("""{"parameters": {"unlock_delay": "1"}}""", "UnlockDelayTooShort")]
    [InlineData("""{"allocations": [{"key": "0x00", "amount": "1"}]}""", "key: ")]
    [InlineData("""{"allocations": [{"amount": "1"}]}""", "The member 'key' is missing")]
    [InlineData("""{"allocations": [{"key": "KEY", "amount": "one"}]}""", "amount: ")]
    [InlineData("""{"allocations": 3}""", "MalformedFile")]
    [InlineData("[", "MalformedFile")]
    public void What_is_wrong_is_named(string text, string flaw)
    {
        ConfigurationException refused = Assert.Throws<ConfigurationException>(
            () => Read(text.Replace("KEY", Key, StringComparison.Ordinal)));
        Assert.Contains(flaw, refused.Message, StringComparison.Ordinal);
    }

    private static MoneyGenesis Read(string text)
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("money.json");
        File.WriteAllText(path, text);
        return MoneyFile.Read(path);
    }
}
