using System.Text.Json;

namespace TrustlessPools.Cli.Tests;

/// <summary>
/// The published points of reference come out of the command, and what makes no sense is refused.
/// </summary>
public sealed class CommitteeSizeTests
{
    private const int TakeOver = 2;
    private const int TemporaryStall = 6;
    private const int PermanentStall = 8;

    [Theory]
    [InlineData("--seats 128 --adversary 1/3", TakeOver, "5.55e-15")]
    [InlineData("--seats 111 --adversary 1/3", TakeOver, "7.71e-13")]
    [InlineData("--seats 24 --adversary 1/3 --digits 2", TakeOver, "8.6e-4")]
    [InlineData("--seats 24 --adversary 0.2 --digits 2", TakeOver, "9.1e-7")]
    [InlineData("--seats 24 --adversary 10% --digits 2", TakeOver, "3.3e-11")]
    [InlineData("--seats 24 --digits 2", TemporaryStall, "3.6e-2")]
    [InlineData("--seats 13 --digits 2", TakeOver, "1.7e-4")]
    [InlineData("--seats 13 --digits 2", TemporaryStall, "9.9e-2")]
    [InlineData("--seats 25 --digits 2", TakeOver, "2.7e-7")]
    [InlineData("--seats 25 --digits 2", PermanentStall, "4.7e-2")]
    [InlineData("--seats 40 --digits 2", TakeOver, "1.0e-10")]
    [InlineData("--seats 40 --digits 2", TemporaryStall, "1.9e-2")]
    [InlineData("--seats 64 --digits 2", TakeOver, "3.8e-16")]
    [InlineData("--seats 64 --digits 2", TemporaryStall, "5.1e-3")]
    [InlineData("--seats 128 --digits 2", TakeOver, "8.5e-31")]
    [InlineData("--seats 128 --digits 2", TemporaryStall, "2.2e-4")]
    [InlineData("--seats 25 --operators 100 --adversary 20", TakeOver, "1.39e-10")]
    [InlineData("--seats 25 --operators 100 --adversary 20", PermanentStall, "2.50e-2")]
    public async Task Published_numbers_come_out(string arguments, int column, string expected)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"committee size {arguments}");
        Assert.Equal(0, outcome.Exit);
        string[] row = Assert.Single(outcome.Rows, static r => r.Length == 10 && char.IsAsciiDigit(r[0][0]));
        Assert.Equal(expected, row[column]);
    }

    [Theory]
    [InlineData("1/3", "1.00e0")]
    [InlineData("1/5", "7.23e-2")] // 0.075 take-overs are expected.
    [InlineData("1/10", "2.74e-6")]
    public async Task A_draw_an_epoch_makes_a_year_of_82125(string adversary, string year)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(
            $"committee size --seats 24 --adversary {adversary} --rotate-every 6.4min");
        Assert.Contains("82125 draws a year", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(year, Assert.Single(outcome.Rows, static r => r is ["24", "16", ..])[3]);
    }

    [Fact]
    public async Task The_trap_of_25_seats_is_told()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync("committee size --seats 25");
        Assert.Contains(
            "25 seats, t = 17: rather lost than not after 15 draws.",
            outcome.Output,
            StringComparison.Ordinal);
        outcome = await Tpool.RunAsync("committee size --seats 25 --adversary 1/20");
        Assert.DoesNotContain("rather lost", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--adversary 1/5", "204", "136")]
    [InlineData("--adversary 1/5 --max-equivocation 1e-3", "211", "141")]
    [InlineData("--adversary 1/5 --any-threshold", "62", "34")]
    [InlineData("--adversary 1/10 --max-takeover 1e-6 --max-permanent-stall 1e-3", "48", "32")]
    public async Task The_smallest_safe_committee_is_found(string arguments, string seats, string threshold)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"committee size {arguments}");
        Assert.Equal(0, outcome.Exit);
        string[] row = Assert.Single(outcome.Rows, static r => r.Length == 10 && char.IsAsciiDigit(r[0][0]));
        Assert.Equal((seats, threshold), (row[0], row[1]));
    }

    [Theory]
    [InlineData("--adversary 1/3", "no size helps")]
    [InlineData("--adversary 1/2 --any-threshold", "no size helps")]
    [InlineData("--adversary 1/4 --max-seats 64", "all sizes up to 64 break a bound")]
    public async Task Where_no_committee_is_safe_the_command_says_why_and_fails(
        string arguments, string reason)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"committee size {arguments}");
        Assert.Equal(1, outcome.Exit);
        Assert.Contains(reason, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_sizes_and_thresholds_give_a_row_each()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(
            "committee size --seats 24 25 --threshold 13 17 --adversary 1/10 --dead 1/10 --digits 2");
        string[][] rows = [.. outcome.Rows.Where(static r => r.Length == 10 && char.IsAsciiDigit(r[0][0]))];
        Assert.Equal(["24 13", "24 17", "25 13", "25 17"], rows.Select(static r => $"{r[0]} {r[1]}"));
        Assert.Equal("3.7e-4", rows[2][PermanentStall]);
    }

    [Fact]
    public async Task Programs_get_json()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(
            "committee size --seats 25 128 --max-takeover 1e-9 --adversary 1/10 --json");
        using JsonDocument document = JsonDocument.Parse(outcome.Output);
        JsonElement first = document.RootElement.GetProperty("committees")[0];
        Assert.Equal(17, first.GetProperty("threshold").GetInt32());
        Assert.Equal("4.58e-4", first.GetProperty("permanent_stall").GetProperty("draw").GetString());
        JsonElement smallest = document.RootElement.GetProperty("smallest");
        Assert.Equal(48, smallest.GetProperty("committee").GetProperty("seats").GetInt32());
        Assert.Equal(365, document.RootElement.GetProperty("draws_per_year").GetInt32());
    }

    [Theory]
    [InlineData("--seats 0", "got 0 seats, permitted is 1 to 2048")]
    [InlineData("--seats 2049", "got 2049 seats, permitted is 1 to 2048")]
    [InlineData("--seats 25 --operators 24", "got 25 seats, permitted is 1 to 24")]
    [InlineData("--seats 25 --threshold 26", "got a threshold of 26, permitted is 1 to 25")]
    [InlineData("--seats 25 --threshold 0", "got a threshold of 0, permitted is 1 to 25")]
    [InlineData("--seats many", "got --seats 'many', permitted is a whole number, such as 25")]
    [InlineData("--seats -3", "got --seats '-3', permitted is a whole number, such as 25")]
    [InlineData("--seats 4 --adversary 1.5", "got --adversary '1.5', permitted is 0 to 1")]
    [InlineData("--seats 4 --adversary half", "got --adversary 'half', permitted is 0 to 1")]
    [InlineData("--seats 4 --adversary 2/3 --dead 1/2", "permitted is 0 to 1")]
    [InlineData(
        "--seats 4 --operators 9 --adversary 1/3", "got --adversary '1/3', permitted is a whole number")]
    [InlineData("--seats 4 --operators 9 --adversary 10", "permitted is 0 to 9")]
    [InlineData("--seats 4 --operators 0", "got 0 operators, permitted is at least 1")]
    [InlineData("--seats 4 --draws-per-year 0", "got 0 draws a year, permitted is at least 1")]
    [InlineData("--seats 4 --rotate-every soon", "got --rotate-every 'soon', permitted is 1s to 365d")]
    [InlineData("--seats 4 --rotate-every 366d", "got --rotate-every '366d', permitted is 1s to 365d")]
    [InlineData("--seats 4 --rotate-every 1d --draws-per-year 9", "permitted is one of the two")]
    [InlineData("--threshold 4", "got --threshold alone, permitted is --seats beside it")]
    [InlineData("--max-takeover 2", "got --max-takeover '2', permitted is 0 to 1")]
    [InlineData("--max-seats 0", "got 0 seats, permitted is 1 to 2048")]
    [InlineData("--seats 4 --digits 51", "got --digits 51, permitted is 1 to 50")]
    public async Task What_cannot_be_used_is_refused_with_what_is_permitted(string arguments, string refusal)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"committee size {arguments}");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains(refusal, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task An_unknown_option_is_a_usage_error_that_points_to_the_help()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync("committee size --digits 3 --sides 6");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("--sides", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("committee size --help", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_examples_of_the_help_work()
    {
        Tpool.Outcome help = await Tpool.RunAsync("committee size --help");
        string[] examples = [.. help.Output.Split('\n')
            .Select(static l => l.Trim())
            .Where(static l => l.StartsWith("tpool committee size --", StringComparison.Ordinal))];
        Assert.True(examples.Length >= 5, help.Output);
        foreach (string example in examples)
        {
            Assert.Equal(0, (await Tpool.RunAsync(example["tpool ".Length..])).Exit);
        }
    }

    [Fact]
    public async Task The_program_has_the_verb_and_writes_plain_lines_to_a_pipe()
    {
        Tpool.Outcome outcome = await Tpool.RunProgramAsync("committee size --seats 128 --adversary 1/3");
        Assert.Equal(0, outcome.Exit);
        Assert.Contains("5.55e-15", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', outcome.Output);
        Assert.All(outcome.Output, static c => Assert.True(char.IsAscii(c), $"{c}"));
        Assert.Equal(2, (await Tpool.RunProgramAsync("committee size --seats 0")).Exit);
    }
}
