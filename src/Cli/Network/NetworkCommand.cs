using System.CommandLine;

namespace TrustlessPools.Cli.Network;

/// <summary><c>tpool network</c>: a network of operators, before it begins.</summary>
internal static class NetworkCommand
{
    internal static Command Create() => new("network", "Form a network of operators.")
    {
        NetworkCreateCommand.Create(),
    };
}
