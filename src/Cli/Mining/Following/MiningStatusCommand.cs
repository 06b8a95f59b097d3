using System.CommandLine;
using Spectre.Console;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Cli.Mining.Blocks;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary><c>tpool mining status</c>: the window, and what each script has coming.</summary>
internal static class MiningStatusCommand
{
    private const string Help =
        """
        Show the window as it was followed: who found its blocks, what the next block pays, what is outstanding.

        Outstanding is what later blocks pay if the pool goes on with rewards as they are. Nobody owes it: if the
        pool ends, it is not paid. No node is asked; run 'tpool mining sync' for the window to be up to date.

        Examples:
          tpool mining status --rule pool.json -d pool
          tpool mining status --rule pool.json -d pool --reward 315000000 --window-out window.json --json
        """;

    internal static Command Create()
    {
        Option<string> rule = MiningOptions.Rule();
        Option<string> dataDir = NodeOptions.DataDir();
        var reward = new Option<ulong?>("--reward")
        {
            Description = "What the next block pays in all; the subsidy unless given.",
            HelpName = "satoshi",
        };
        var windowOut = new Option<string?>("--window-out")
        {
            Description = "Writes the window there, for 'tpool mining explain --window'.",
            HelpName = "file",
        };
        Option<bool> json = Operator.OperatorOptions.Json();
        var command = new Command("status", Help) { rule, dataDir, reward, windowOut, json };
        command.SetAction(result =>
        {
            RuleFile file = RuleFile.Read(result.GetRequiredValue(rule));
            SharingState state;
            using (MiningStore store = StoredPool.OpenToRead(result.GetRequiredValue(dataDir), file))
            {
                state = StoredPool.StateAt(store, file, store.Next);
            }

            if (result.GetValue(windowOut) is { } path)
            {
                WindowFile.Of(state).Write(path);
            }

            Satoshi paid = result.GetValue(reward) is { } given
                ? new(Math.Min(given, Satoshi.MoneyMax.Value))
                : Subsidy.At(new((uint)state.Next.Value), file.Network);
            Show(PoolStatus.Of(state, file.Network, paid), result.GetValue(json));
        });
        return command;
    }

    private static void Show(PoolStatus status, bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(PoolStatus.Shape.ToText(status, indented: true));
            return;
        }

        IAnsiConsole console = Screens.Output();
        console.WriteLine($"rule {status.Rule}, next block {status.Next}: "
            + $"{status.Blocks} of {status.Full} blocks, {status.Members.Count} scripts");
        console.WriteLine($"of {status.Reward} satoshi the next block pays");

        // Lines of a table mean nothing to what reads a file.
        var table = new Table { Border = Screens.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        table.AddColumn("to");
        table.AddColumn(new TableColumn("blocks").RightAligned());
        table.AddColumn(new TableColumn("next block").RightAligned());
        table.AddColumn(new TableColumn("outstanding").RightAligned());
        foreach (PoolMember member in status.Members)
        {
            table.AddRow(
                member.To, $"{member.Blocks}", $"{member.Next}", Text(member.Outstanding));
        }

        console.Write(table);
        console.WriteLine($"outstanding in all: {Text(status.Outstanding)} satoshi");
    }

    private static string Text(Optional<Satoshi> amount) =>
        amount.TryGet(out Satoshi known) ? $"{known}" : "-";
}
