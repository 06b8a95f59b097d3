using System.Text.Json;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Mining;

/// <summary>Rule files: defaults, names, and errors that say where.</summary>
public sealed class RuleTests
{
    [Fact]
    public async Task A_network_is_enough()
    {
        Tpool.Outcome outcome = await RunAsync("""{"network": "main"}""");
        Assert.StartsWith("rule a34a67e5c42b49aa on main", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_printed_is_the_same_rule()
    {
        const string Rule = """
            {"network": "bcoin-regtest", "start": 450, "window": {"to": 8}, "share": "1/2", "half_life": 4,
             "payout": {"form": "tree", "template": "bare", "weights": "amounts", "radix": 4, "fee": 100}}
            """;
        Tpool.Outcome first = await RunAsync(Rule);
        string printed = first.Output[first.Output.IndexOf('{', StringComparison.Ordinal)..];
        Assert.Equal(first.Output, (await RunAsync(printed)).Output);
        JsonElement window = JsonDocument.Parse(printed).RootElement.GetProperty("window");
        Assert.Equal(8U, window.GetProperty("full").GetUInt32());
    }

    [Theory]
    [InlineData("""{}""", "network")]
    [InlineData(
        """{"network": "moon"}""",
        "'moon' is none of main, test, testnet4, signet, regtest, bcoin-regtest")]
    [InlineData("""{"network": "main", "widow": {"to": 8}}""", "member 'widow'")]
    [InlineData("""{"network": "main", "window": {"to": 0}}""", "Window.To 0")]
    [InlineData("""{"network": "main", "window": {"to": 90, "measure": "seconds"}}""", "'full'")]
    [InlineData("""{"network": "main", "share": "2"}""", "'2' is no fraction")]
    [InlineData("""{"network": "main", "share": "3/2"}""", "Share.Numerator")]
    [InlineData("""{"network": "main", "payout": {"form": "tree", "radix": 4}}""", "a 'fee' or an 'anchor'")]
    [InlineData("""{"network": "main", "payout": {"form": "tree", "radix": 1, "fee": 1}}""", "a radix of 1")]
    [InlineData("""{"network": "main", "payout": {"form": "direct", "radix": 1}}""", "no parameters")]
    public async Task What_is_no_rule_is_refused_with_the_place(string rule, string said)
    {
        Tpool.Outcome outcome = await RunAsync(rule);
        Assert.Equal(2, outcome.Exit);
        Assert.Contains(said, outcome.Error, StringComparison.Ordinal);
    }

    private static async Task<Tpool.Outcome> RunAsync(string rule)
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("rule.json");
        await File.WriteAllTextAsync(path, rule, TestContext.Current.CancellationToken);
        return await Tpool.RunAsync($"mining rule {path}");
    }
}
