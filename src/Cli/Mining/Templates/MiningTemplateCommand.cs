using System.CommandLine;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Cli.Mining.Blocks;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Cli.Mining.Trees;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Templates;

/// <summary><c>tpool mining template</c>: the block to mine, and what it pays.</summary>
internal static class MiningTemplateCommand
{
    private const string Help =
        """
        Make the block that a member of the pool mines next, of what a node offers, and tell what it pays and why.

        Follows the node first. The block lacks its nonce only; with --raw it is printed in hexadecimal instead
        of the explanation. Trees are refused where anybody could spend them, always on mainnet.

        Examples:
          tpool mining template --rule pool.json -d pool --cookie ~/.bitcoin/.cookie --to bc1q…
          tpool mining template --rule pool.json -d pool --to bc1q… --raw > block.hex
        """;

    internal static Command Create()
    {
        Option<string> rule = MiningOptions.Rule();
        Option<string> dataDir = NodeOptions.DataDir();
        var raw = new Option<bool>("--raw") { Description = "Prints the block in hexadecimal." };
        var treeOut = new Option<string?>("--tree-out")
        {
            Description = "Writes the tree that the block pays there.",
            HelpName = "file",
        };
        Option<bool> json = Operator.OperatorOptions.Json();
        (var nodes, var makers) = (new NodeOptions(), new MakerOptions());
        var command = new Command("template", Help) { rule, dataDir, raw, treeOut, json };
        foreach (Option option in nodes.All.Concat(makers.All))
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, cancel) =>
        {
            RuleFile file = RuleFile.Read(result.GetRequiredValue(rule));
            BlockMaker maker = makers.Read(result, file.Network);
            using var pool = new FollowedPool(
                nodes.Open(result, file.Network), file, result.GetRequiredValue(dataDir));
            await pool.CatchUpAsync(cancel);
            BlockProposal.Made made = Build(pool.State, await pool.OfferAsync(cancel), maker);
            if (result.GetValue(treeOut) is { } path && made.Demand.Tree is { } tree)
            {
                TreeFile.Of(tree, file.Network).Write(path);
            }

            Show(pool, made.Block, file, isRaw: result.GetValue(raw), isJson: result.GetValue(json));
        });
        return command;
    }

    /// <summary>Makes the block.</summary>
    /// <exception cref="RefusedException">No block can be made.</exception>
    internal static BlockProposal.Made Build(SharingState state, BlockOffer offer, BlockMaker maker) =>
        BlockAssembly.Build(state, offer, maker) switch
        {
            BlockProposal.Made made => made,
            BlockProposal.Refused refused => throw new RefusedException(refused.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static void Show(FollowedPool pool, Block block, RuleFile file, bool isRaw, bool isJson)
    {
        if (isRaw)
        {
            Console.WriteLine(Convert.ToHexStringLower(block.Encode()));
            return;
        }

        var explanation = Explanation.Of(pool.State, new(block, block.Transactions[0]), file.Network);
        if (isJson)
        {
            Console.WriteLine(MadeBlock.Shape.ToText(
                new(explanation, new ByteString(block.Encode())), indented: true));
        }
        else
        {
            ExplanationText.Write(explanation);
        }
    }
}
