using System.CommandLine;
using System.Globalization;
using System.Text;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.MiningNode.Following;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary><c>tpool mining sync</c>: follows a node, judges every block, and keeps the window.</summary>
internal static class MiningSyncCommand
{
    private const string Help =
        """
        Follow a Bitcoin node's chain from the rule's start on, judge every block, and keep the window on disk.

        Prints a line for each block that speaks of the pool, and for each that a reorganisation undoes. What is
        printed is on disk, whatever ends the process. With --once it ends when there is nothing new.

        Examples:
          tpool mining sync --rule pool.json -d pool --cookie ~/.bitcoin/.cookie
          tpool mining sync --rule pool.json -d pool --node http://x:secret@127.0.0.1:8332 --once --json
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    internal static Command Create()
    {
        Option<string> rule = MiningOptions.Rule();
        Option<string> dataDir = NodeOptions.DataDir();
        var once = new Option<bool>("--once") { Description = "Ends when there is nothing new." };
        Option<bool> json = Operator.OperatorOptions.Json();
        var nodes = new NodeOptions();
        var command = new Command("sync", Help) { rule, dataDir, once, json };
        foreach (Option option in nodes.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (result, _) =>
        {
            RuleFile file = RuleFile.Read(result.GetRequiredValue(rule));
            using var pool = new FollowedPool(
                nodes.Open(result, file.Network), file, result.GetRequiredValue(dataDir));
            return await RunAsync(pool, result.GetValue(once), result.GetValue(json));
        });
        return command;
    }

    private static async Task<int> RunAsync(FollowedPool pool, bool isOnce, bool isJson)
    {
        using var interruption = new Interruption();
        try
        {
            while (true)
            {
                Sequence<ChainStep> steps = await pool.AdvanceAsync(interruption.Token);
                Print(pool, steps, isJson);
                if (steps.Count == 0 && isOnce)
                {
                    return ExitCode.Done;
                }

                if (steps.Count == 0)
                {
                    await Task.Delay(Pause, interruption.Token);
                }
            }
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return interruption.WasByCtrlC ? ExitCode.Interrupted : ExitCode.Done;
        }
    }

    private static void Print(FollowedPool pool, Sequence<ChainStep> steps, bool isJson)
    {
        if (steps.Count == 0)
        {
            return;
        }

        foreach (ChainStep step in steps)
        {
            if (step is ChainStep.Disconnect undone)
            {
                Print(new(undone.Height.Value, "undone"), isJson);
            }
        }

        Height first = steps.OfType<ChainStep.Connect>().Select(static c => c.Block.Height)
            .FirstOrDefault(new Height(ulong.MaxValue));
        foreach (StoredBlock stored in pool.Blocks().Where(s => s.Block.Height >= first))
        {
            Print(
                new(stored.Block.Height.Value, Encoding.UTF8.GetString(stored.Judgement.AsSpan())), isJson);
        }
    }

    private static void Print(SyncLine line, bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(SyncLine.Shape.ToText(line));
        }
        else if (line.Verdict != "not of the pool")
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"block {line.Height}: {line.Verdict}"));
        }
    }

    /// <summary>What became of a block.</summary>
    private sealed record SyncLine(ulong Height, string Verdict)
    {
        internal static JsonShape<SyncLine> Shape { get; } = JsonObject.Of<SyncLine>()
            .Member("height", JsonShapes.Number, static x => x.Height)
            .Member("verdict", JsonShapes.Text, static x => x.Verdict)
            .Build(static m => new(m.Take<ulong>(), m.Take<string>()));
    }
}
