using System.CommandLine;

namespace TrustlessPools.Cli.Pool;

/// <summary><c>tpool pool</c>: pools and their validators.</summary>
internal static class PoolCommand
{
    internal static Command Create() => new("pool", "Look at pools and at what their stakers need.")
    {
        PoolDepositCommand.Create(),
        PoolLeverageCommand.Create(),
    };
}
