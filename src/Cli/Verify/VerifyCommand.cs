using System.CommandLine;

namespace TrustlessPools.Cli.Verify;

/// <summary><c>tpool verify</c>: trust nobody.</summary>
internal static class VerifyCommand
{
    internal static Command Create() => new(
        "verify", "Verify a pool chain, or what a staker has on it, without a node and trusting nobody.")
    {
        VerifyChainCommand.Create(),
        VerifyExportCommand.Create(),
        VerifyProofCommand.Create(),
    };
}
