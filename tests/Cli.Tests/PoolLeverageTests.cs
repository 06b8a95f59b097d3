using System.Collections.Concurrent;
using System.Text.Json;

namespace TrustlessPools.Cli.Tests;

/// <summary>Designs come out side by side, and what makes no sense is refused.</summary>
public sealed class PoolLeverageTests
{
    private static readonly ConcurrentDictionary<string, Task<Tpool.Outcome>> Outcomes = [];

    [Fact]
    public async Task Nine_delegated_and_one_own_is_a_control_leverage_of_10()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(
            "pool leverage --own 32 --delegated 288 --validators 10");
        Assert.Equal(0, outcome.Exit);
        string[] row = Assert.Single(outcome.Rows, static r => r is ["g", "pro", "rata,", ..]);
        Assert.Equal(["own", "10%", "10", "10", "9", "100%"], row[3..9]);
    }

    [Theory]
    [InlineData("", "c collateral 1% 100 1 0 100% 0 0 32000 155.1 0.01")]
    [InlineData("--validators 10000", "c collateral 1% 100 3.05 0 32.79% 0 6560 320k 3200 0.01")]
    [InlineData("--validators 10000", "d collateral 1%, today 100 3.05 2.05 100% 6560 0 320k 3200 0.01")]
    [InlineData("--validators 500000", "c collateral 1% 100 100 0 1% 0 15.8M 16M 160k 0.01")]
    [InlineData("--ratio 2% --slashed 10", "c collateral 2% 50 1 0 100% 0 0 32000 0.6557 0.02")]
    [InlineData("--seats 4", "b shared key 3 of 4 1.33 1.33 0.33 100% 38.8 0 32000 116.3 0.75")]
    [InlineData("--seats 4 --threshold 2", "b shared key 2 of 4 2 2 1 100% 77.6 0 32000 77.6 0.5")]
    [InlineData("--own 16 --delegated 16", "f liquid, bond 16 2 1 0 100% 0 0 32000 155.1 0.5")]
    [InlineData("--own 0 --delegated 1", "f pro rata, own 0% inf inf inf 100% 155.1 0 32000 0 0")]
    [InlineData("", "h Cardano inf - 0 - 0 0 32000 0 0")]
    [InlineData("", "i Rocket Pool 8 1 0 100% 0 0 32000 155.1 0.125")]
    public async Task Rows_follow_the_options(string arguments, string expected)
    {
        Tpool.Outcome outcome = await RunOnceAsync(arguments);
        Assert.Equal(0, outcome.Exit);
        Assert.Contains(expected, outcome.Rows.Select(static r => string.Join(' ', r)));
    }

    [Theory]
    [InlineData("", "up to 2828 validators slashed together, 0.27% of the stake")]
    [InlineData("--ratio 5%", "up to 16741 validators slashed together, 1.58% of the stake")]
    public async Task It_says_where_collateral_ends(string arguments, string expected) => Assert.Contains(
        expected, (await RunOnceAsync(arguments)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("realised", "Realised leverage", "inf |eee")]
    [InlineData("griefing", "Griefing factor", "10 |ggg")]
    [InlineData("coverage", "Coverage", "100% |aaa")]
    public async Task A_curve_is_drawn(string curve, string title, string line)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"pool leverage --curve {curve}");
        Assert.Contains(title, outcome.Output, StringComparison.Ordinal);
        Assert.Contains(line, outcome.Output, StringComparison.Ordinal);
        Assert.Contains("validators slashed together", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--network-stake 32")]
    [InlineData("--network-stake 64 --curve griefing")]
    [InlineData("--network-stake 9999 --ratio 1e-9")]
    public async Task The_smallest_networks_have_a_table_and_a_curve(string arguments)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"pool leverage {arguments}");
        Assert.Equal((0, string.Empty), (outcome.Exit, outcome.Error));
    }

    [Fact]
    public async Task Programs_get_exact_numbers()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync("pool leverage --validators 10 --json");
        using JsonDocument document = JsonDocument.Parse(outcome.Output);
        Assert.Equal(2828, document.RootElement.GetProperty("collateral_pays_in_full_up_to").GetInt32());
        JsonElement shared = Design(document, "shared key 17 of 25");
        Assert.Equal("25/17", shared.GetProperty("row").GetProperty("control").GetString());
        Assert.Equal("8/17", shared.GetProperty("row").GetProperty("griefing").GetString());
        JsonElement liquid = Design(document, "liquid, bond 0").GetProperty("row");
        Assert.Equal("infinite", liquid.GetProperty("realised").GetString());
        Assert.Equal("0", liquid.GetProperty("coverage").GetString());
        Assert.Equal("320000000000", liquid.GetProperty("damage_control").GetString());
        Assert.False(Design(document, "Cardano").GetProperty("row").TryGetProperty("realised", out _));
        JsonElement[] curve = [.. Design(document, "collateral 1%").GetProperty("curve").EnumerateArray()];
        Assert.Equal("1", curve[0].GetProperty("realised").GetString());
        Assert.Equal("100", curve[^1].GetProperty("realised").GetString());
        Assert.Equal(1_062_500, curve[^1].GetProperty("slashed").GetInt32());
    }

    [Theory]
    [InlineData("--validators 0", "got --validators '0', permitted is a whole number, 1 to 1062500")]
    [InlineData("--validators 1062501", "permitted is a whole number, 1 to 1062500")]
    [InlineData("--validators many", "got --validators 'many', permitted is a whole number")]
    [InlineData("--validators 10 --slashed 11", "got --slashed '11', permitted is a whole number, 1 to 10")]
    [InlineData("--network-stake 31", "got --network-stake '31', permitted is 32 to 200000000 ETH")]
    [InlineData("--network-stake 200000001", "permitted is 32 to 200000000 ETH")]
    [InlineData("--network-stake 320 --validators 11", "permitted is a whole number, 1 to 10")]
    [InlineData("--ratio 0", "got --ratio '0', permitted is above 0")]
    [InlineData("--ratio 2", "got --ratio '2', permitted is 0 to 1")]
    [InlineData("--ratio lots", "got --ratio 'lots', permitted is 0 to 1")]
    [InlineData("--own -1", "got --own '-1', permitted is 0 to 200000000 ETH")]
    [InlineData("--own 0.0000000001", "with 9 decimals at most")]
    [InlineData("--delegated all", "got --delegated 'all', permitted is 0 to 200000000 ETH")]
    [InlineData("--own 0 --delegated 0", "got --own 0 and --delegated 0, permitted is one of the two")]
    [InlineData("--seats 0", "got --seats '0', permitted is a whole number, 1 to 2048")]
    [InlineData("--seats 4 --threshold 5", "got --threshold '5', permitted is a whole number, 1 to 4")]
    [InlineData("--curve lambda", "got --curve 'lambda', permitted is realised, griefing or coverage")]
    public async Task What_cannot_be_used_is_refused_with_what_is_permitted(string arguments, string refusal)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"pool leverage {arguments}");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains(refusal, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task The_examples_of_the_help_work()
    {
        Tpool.Outcome help = await Tpool.RunAsync("pool leverage --help");
        string[] examples = [.. help.Output.Split('\n')
            .Select(static l => l.Trim())
            .Where(static l => l.StartsWith("tpool pool leverage", StringComparison.Ordinal))];
        Assert.True(examples.Length >= 4, help.Output);
        foreach (string example in examples)
        {
            Assert.Equal(0, (await Tpool.RunAsync(example["tpool ".Length..])).Exit);
        }
    }

    [Fact]
    public async Task The_program_has_the_verb_and_writes_plain_lines_to_a_pipe()
    {
        Tpool.Outcome outcome = await Tpool.RunProgramAsync("pool leverage");
        Assert.Equal(0, outcome.Exit);
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.All(outcome.Output, static c => Assert.True(char.IsAscii(c), $"{c}"));
    }

    /// <summary>A curve takes a second or so; the same one is not drawn again.</summary>
    private static Task<Tpool.Outcome> RunOnceAsync(string arguments) =>
        Outcomes.GetOrAdd(arguments, static a => Tpool.RunAsync($"pool leverage {a}"));

    private static JsonElement Design(JsonDocument document, string name) => Assert.Single(
        document.RootElement.GetProperty("designs").EnumerateArray(),
        d => d.GetProperty("design").GetString() == name);
}
