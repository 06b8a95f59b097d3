using System.CommandLine;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Cli.Mining.Blocks;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Rules;

namespace TrustlessPools.Cli.Mining.Templates;

/// <summary><c>tpool mining submit</c>: hands a mined block to the node, judged before.</summary>
internal static class MiningSubmitCommand
{
    private const string Help =
        """
        Hand a mined block to the node, after it was judged: an unqualified one is kept back, as its finder would
        not be paid by later blocks. --anyway hands it in all the same; its reward is in it.

        Examples:
          tpool mining submit --rule pool.json -d pool --cookie ~/.bitcoin/.cookie block.hex
          tpool mining submit --rule pool.json -d pool --anyway - < block.hex
        """;

    internal static Command Create()
    {
        var block = new Argument<string>("block")
        {
            Description = "A block: a file, hexadecimal digits, or -.",
        };
        Option<string> rule = MiningOptions.Rule();
        Option<string> dataDir = NodeOptions.DataDir();
        var anyway = new Option<bool>("--anyway") { Description = "Also when it is not qualified." };
        Option<bool> json = Operator.OperatorOptions.Json();
        var nodes = new NodeOptions();
        var command = new Command("submit", Help) { block, rule, dataDir, anyway, json };
        foreach (Option option in nodes.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, cancel) =>
        {
            RuleFile file = RuleFile.Read(result.GetRequiredValue(rule));
            Block mined = RawBlock.ReadBlock(result.GetRequiredValue(block));
            using var pool = new FollowedPool(
                nodes.Open(result, file.Network), file, result.GetRequiredValue(dataDir));
            await pool.CatchUpAsync(cancel);
            var explanation = Explanation.Of(pool.State, new(mined, mined.Transactions[0]), file.Network);
            Show(explanation, result.GetValue(json));
            Check(explanation, mined, file, result.GetValue(anyway));
            if (await pool.Node.SubmitAsync(mined, cancel) is { } refusal)
            {
                throw new RefusedException(refusal);
            }

            await Console.Error.WriteLineAsync($"block {Digest.Show(mined.Header.Hash)} is the node's");
        });
        return command;
    }

    private static void Check(Explanation explanation, Block mined, RuleFile file, bool isAnyway)
    {
        if (BlockRules.CheckWork(mined.Header, file.Network) is { } workless)
        {
            throw new RefusedException(workless);
        }

        if (!explanation.IsQualified && !isAnyway)
        {
            throw new RefusedException(MiningRefusals.NotQualified(explanation.Verdict));
        }
    }

    private static void Show(Explanation explanation, bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(Explanation.Shape.ToText(explanation, indented: true));
        }
        else
        {
            ExplanationText.Write(explanation);
        }
    }
}
