namespace TrustlessPools.Cli.Tests;

/// <summary>A group's help is a list to choose from; how a command is used, its own help says.</summary>
public sealed class GroupHelpTests
{
    [Theory]
    [InlineData("mining")]
    [InlineData("operator")]
    [InlineData("staker")]
    public async Task A_group_says_of_each_command_only_what_it_does(string group)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"{group} --help");
        Assert.Equal(0, outcome.Exit);
        Assert.DoesNotContain("Example", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_says_all() => Assert.Contains(
        "Examples:", (await Tpool.RunAsync("mining sync --help")).Output, StringComparison.Ordinal);
}
