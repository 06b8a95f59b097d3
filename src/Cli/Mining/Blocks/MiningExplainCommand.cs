using System.CommandLine;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Cli.Mining.Trees;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Blocks;

/// <summary>
/// <c>tpool mining explain</c>: what a block or coinbase pays to whom, and the first satoshi that differs.
/// </summary>
internal static class MiningExplainCommand
{
    private const string Help =
        """
        Explain any block or coinbase: what it pays to whom, whether it follows the rule, and if not, why, with
        the first payment that differs. The exit code is 0 for a qualified block, else 1.

        The window comes from what 'tpool mining sync' keeps in --data-dir, or from --window, a file that 'tpool
        mining status --window-out' wrote; without either the window is empty. The block is the argument (a
        file, hexadecimal digits, or - for standard input), or the one of --height in --data-dir, or the one of
        --hash, which the node is asked for.

        Examples:
          tpool mining explain --rule pool.json --window window.json coinbase.hex
          tpool mining explain --rule pool.json -d pool --height 900123 --tree-out tree.json
          tpool mining explain --rule pool.json -d pool --cookie ~/.bitcoin/.cookie --hash 00000000…
          tpool mining explain --rule pool.json -d pool --json - < block.hex
        """;

    internal static Command Create()
    {
        var block = new Argument<string?>("block")
        {
            Description = "A block or coinbase: a file, hexadecimal digits, or -.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var rule = MiningOptions.Rule();
        var dataDir = NodeOptions.DataDir();
        dataDir.Required = false;
        var window = new Option<string?>("--window")
        {
            Description = "A file with the window before the block.",
            HelpName = "file",
        };
        var height = new Option<uint?>("--height")
        {
            Description = "The block of this height.",
            HelpName = "n",
        };
        var hash = new Option<string?>("--hash")
        {
            Description = "The block of this hash, from the node.",
            HelpName = "hash",
        };
        var treeOut = new Option<string?>("--tree-out")
        {
            Description = "Writes the tree that the block pays there, for 'tpool mining expand'.",
            HelpName = "file",
        };
        Option<bool> json = Operator.OperatorOptions.Json();
        var nodes = new NodeOptions();
        var command = new Command("explain", Help)
        {
            block, rule, dataDir, window, height, hash, treeOut, json,
        };
        foreach (Option option in nodes.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, cancel) =>
        {
            RuleFile file = RuleFile.Read(result.GetRequiredValue(rule));
            RawBlock? raw = result.GetValue(block) is { } text ? RawBlock.Read(text) : null;
            if (result.GetValue(hash) is { } named)
            {
                using BitcoinNode node = nodes.Open(result, file.Network);
                raw = await FetchAsync(node, named, cancel);
            }

            var sought = new Sought(
                file, raw, result.GetValue(height), result.GetValue(dataDir), result.GetValue(window));
            return Run(sought, result.GetValue(treeOut), result.GetValue(json));
        });
        return command;
    }

    private static int Run(Sought sought, string? treeOut, bool isJson)
    {
        (SharingState state, RawBlock raw) = sought.Find();
        var explanation = Explanation.Of(state, raw, sought.File.Network);
        if (treeOut is not null)
        {
            WriteTree(state, raw, sought.File, treeOut);
        }

        if (isJson)
        {
            Console.WriteLine(Explanation.Shape.ToText(explanation, indented: true));
        }
        else
        {
            ExplanationText.Write(explanation);
        }

        return explanation.IsQualified ? ExitCode.Done : ExitCode.Failed;
    }

    private static void WriteTree(SharingState state, RawBlock raw, RuleFile file, string path)
    {
        if (state.Judge(raw.Coinbase) is Judgement.Qualified { Demand.Tree: { } tree })
        {
            TreeFile.Of(tree, file.Network).Write(path);
            return;
        }

        throw new RefusedException(MiningRefusals.NoTree());
    }

    private static async Task<RawBlock> FetchAsync(BitcoinNode node, string hash, CancellationToken cancel)
    {
        if (!MiningOptions.TryReadHash(hash, out Hash32 named))
        {
            throw new UsageException(MiningRefusals.BadHash(hash));
        }

        Block block = await node.BlockAsync(named, cancel);
        return new(block, block.Transactions[0]);
    }
}
