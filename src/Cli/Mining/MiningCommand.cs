using System.CommandLine;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Cli.Mining.Trees;

namespace TrustlessPools.Cli.Mining;

/// <summary><c>tpool mining</c>: the mining pool without an operator.</summary>
internal static class MiningCommand
{
    internal static Command Create() => new(
        "mining", "Mine in a pool without an operator: blocks pay the finders of earlier ones.")
    {
        MiningRuleCommand.Create(),
        MiningTreeCommand.Create(),
        MiningExpandCommand.Create(),
    };
}
