using System.CommandLine;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate</c>: runs of the live code in a simulated world.</summary>
internal static class SimulateCommand
{
    internal static Command Create() => new("simulate", "Run the live code in a simulated world.")
    {
        SimulateClusterCommand.Create(),
    };
}
