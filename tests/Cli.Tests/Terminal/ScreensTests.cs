using Spectre.Console;
using TrustlessPools.Cli.Terminal;

namespace TrustlessPools.Cli.Tests.Terminal;

/// <summary>Colours are for people who want them.</summary>
public sealed class ScreensTests
{
    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "", true)] // no-color.org: set and not empty.
    [InlineData(true, "1", false)]
    [InlineData(true, "0", false)]
    [InlineData(false, null, false)]
    public void Colours_are_for_terminals_without_no_color(bool isTerminal, string? noColor, bool hasColors)
    {
        AnsiConsoleSettings settings = Screens.SettingsFor(isTerminal, noColor, TextWriter.Null);
        Assert.Equal(hasColors, settings.ColorSystem is not ColorSystemSupport.NoColors);
    }

    [Fact]
    public void A_pipe_gets_no_control_sequences()
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(
            Screens.SettingsFor(isTerminal: false, noColor: null, output));
        console.MarkupLine("[yellow]careful[/]");
        Assert.Equal("careful", output.ToString().TrimEnd());
    }
}
