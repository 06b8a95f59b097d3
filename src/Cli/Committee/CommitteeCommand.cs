using System.CommandLine;

namespace TrustlessPools.Cli.Committee;

/// <summary><c>tpool committee</c>: how committees are to be chosen.</summary>
internal static class CommitteeCommand
{
    internal static Command Create() => new("committee", "Choose the size of committees.")
    {
        CommitteeSizeCommand.Create(),
    };
}
