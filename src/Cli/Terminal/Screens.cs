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
        bool hasColors = IsTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = hasColors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        if (!IsTerminal)
        {
            // A pipe has no width; what reads it should not see lines broken.
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
