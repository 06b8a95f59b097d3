using System.CommandLine;
using TrustlessPools.Cli.Mining.Blocks;
using TrustlessPools.Cli.Mining.Devnet;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Cli.Mining.Templates;
using TrustlessPools.Cli.Mining.Trees;

namespace TrustlessPools.Cli.Mining;

/// <summary><c>tpool mining</c>: the mining pool without an operator.</summary>
internal static class MiningCommand
{
    internal static Command Create() => new(
        "mining", "Mine in a pool without an operator: blocks pay the finders of earlier ones.")
    {
        MiningRuleCommand.Create(),
        MiningSyncCommand.Create(),
        MiningStatusCommand.Create(),
        MiningExplainCommand.Create(),
        MiningTemplateCommand.Create(),
        MiningSubmitCommand.Create(),
        MiningTreeCommand.Create(),
        MiningDevnetCommand.Create(),
        MiningExpandCommand.Create(),
    };
}
