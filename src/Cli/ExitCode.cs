namespace TrustlessPools.Cli;

/// <summary>What the program's end tells the caller.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    internal const int Done = 0;

    /// <summary>Something went wrong; the last lines say what.</summary>
    internal const int Failed = 1;

    /// <summary>The arguments are none that can be used; nothing was done.</summary>
    internal const int Usage = 2;

    /// <summary>Interrupted by Ctrl-C: 128 + SIGINT, as shells have it.</summary>
    internal const int Interrupted = 130;
}
