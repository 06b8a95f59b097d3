using Spectre.Console;

namespace TrustlessPools.Cli.Terminal;

/// <summary>
/// Consoles that do what their reader can take: colours for people, plain lines for files and pipes.
/// </summary>
internal static class Screens
{
    private const int PlainWidth = 160;

    /// <summary>True when people look at standard output.</summary>
    internal static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>Standard output. <c>NO_COLOR</c> takes the colours away (no-color.org).</summary>
    internal static IAnsiConsole Output()
    {
        IAnsiConsole console = AnsiConsole.Create(
            SettingsFor(IsTerminal, Environment.GetEnvironmentVariable("NO_COLOR"), Console.Out));
        if (!IsTerminal)
        {
            // A pipe has no width; what reads it should not see lines broken.
            console.Profile.Width = PlainWidth;
        }

        return console;
    }

    /// <summary>How to write to people or programs.</summary>
    /// <param name="isTerminal">Whether people look.</param>
    /// <param name="noColor">What <c>NO_COLOR</c> says; whatever it is, if it is something.</param>
    /// <param name="output">Where to write.</param>
    internal static AnsiConsoleSettings SettingsFor(bool isTerminal, string? noColor, TextWriter output)
    {
        bool hasColors = isTerminal && string.IsNullOrEmpty(noColor);
        return new()
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = hasColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        };
    }
}
