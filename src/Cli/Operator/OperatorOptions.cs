using System.CommandLine;

namespace TrustlessPools.Cli.Operator;

/// <summary>Options that several commands about operators have.</summary>
internal static class OperatorOptions
{
    internal static Option<string> DataDir() => new("--data-dir", "-d")
    {
        Description = "The operator's folder: keys, settings, store.",
        Required = true,
        HelpName = "folder",
    };

    internal static Option<bool> Json() => new("--json") { Description = "Prints JSON for programs." };
}
