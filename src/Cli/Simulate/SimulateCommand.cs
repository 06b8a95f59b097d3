using System.CommandLine;

namespace TrustlessPools.Cli.Simulate;

/// <summary><c>tpool simulate</c>: the laboratory, and the whole cluster in a simulated world.</summary>
internal static class SimulateCommand
{
    private const string Help =
        """
        Ask questions about all designs, answered by the live rule code under random numbers; or replay a whole cluster.

        Begin with 'tpool simulate list', then 'tpool simulate run payout-variance'.
        """;

    internal static Command Create() => new("simulate", Help)
    {
        SimulateListCommand.Create(),
        SimulateShowCommand.Create(),
        SimulateSchemaCommand.Create(),
        SimulateRunCommand.Create(),
        SimulateMergeCommand.Create(),
        SimulateCompareCommand.Create(),
        SimulateReplayCommand.Create(),
        SimulateClusterCommand.Create(),
    };
}
