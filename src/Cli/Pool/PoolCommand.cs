using System.CommandLine;

namespace TrustlessPools.Cli.Pool;

/// <summary><c>tpool pool</c>: pools and their validators.</summary>
internal static class PoolCommand
{
    internal static Command Create() => new(
        "pool", "Make pools, and look at them and at what their stakers need.")
    {
        PoolCreateCommand.Create(),
        PoolListCommand.Create(),
        PoolShowCommand.Create(),
        PoolTermsCommand.CreateTerms(),
        PoolTermsCommand.CreateRetire(),
        PoolDepositCommand.Create(),
        PoolLeverageCommand.Create(),
    };
}
