using System.CommandLine;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary><c>tpool mining tree</c>: one output that pays many, and what that costs.</summary>
/// <remarks>Spec: docs/spec/payouts.md#trees.</remarks>
internal static class MiningTreeCommand
{
    private const string Help =
        """
        Build a tree of templates (BIP-0119) that pays many recipients from one output, and tell what it costs.

        Sizes are in virtual bytes: all transactions together, the largest, and a lone exit, the dearest path
        to a recipient while everybody else waits; "and children" adds one that pays for each, with --anchor.
        The radix is the one with the cheapest lone exit unless it is given. Nothing is signed, and nothing is
        sent. Where BIP-0119 is not active, anybody can spend such an output: never pay one on mainnet.

        Examples:
          tpool mining tree --equal 216 --anchor 0 --template bare
          tpool mining tree --equal 2016 --radix 4 --fee 100 --to p2wpkh
          tpool mining tree --payments payments.csv --network bcoin-regtest --weights amounts --out tree.json
        """;

    internal static Command Create()
    {
        var options = new TreeOptions();
        var command = new Command("tree", Help);
        foreach (Option option in options.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(result => Run(options.Read(result)));
        return command;
    }

    private static int Run(TreeRequest request)
    {
        (TreeReport report, PayoutTree tree) = TreeReport.Of(request);
        if (request.Path is { } path)
        {
            TreeFile.Of(tree, request.Network).Write(path);
        }

        if (request.IsJson)
        {
            Console.WriteLine(TreeReport.Shape.ToText(report, indented: true));
        }
        else
        {
            Show(report);
        }

        return ExitCode.Done;
    }

    private static void Show(TreeReport report)
    {
        IAnsiConsole console = Screens.Output();
        console.WriteLine($"{report.Recipients} recipients by '{report.Name}'");
        console.WriteLine($"root      {report.RootAmount} satoshi to script "
            + Convert.ToHexStringLower(report.RootScript.AsSpan()));
        if (report.RootAddress.TryGet(out string? address))
        {
            console.WriteLine($"address   {address}");
        }

        console.WriteLine($"template  {Convert.ToHexStringLower(report.RootTemplate.AsSpan())}");
        console.Write(CostsOf(report.Costs));
        console.WriteLine($"cheapest for all together: radix {report.BestTotal}; "
            + $"for a lone exit: radix {report.BestLoneExit}");
        console.Write(FirmwareOf(report.Firmware));
        console.WriteLine("The root is one output of 43 bytes, which all of them take.");
    }

    private static Table CostsOf(Sequence<RadixCost> costs)
    {
        Table table = Plain(
            "radix", "transactions", "levels", "total", "and children", "largest", "lone exit", "and children");
        foreach ((uint radix, TreeCost cost) in costs)
        {
            table.AddRow(
                $"{radix}",
                $"{cost.Nodes}",
                $"{cost.Levels}",
                $"{cost.VirtualSize}",
                $"{cost.VirtualSizeWithChildren}",
                $"{cost.NodeVirtualSizeMost}",
                $"{cost.LoneExit}",
                $"{cost.LoneExitWithChildren}");
        }

        return table;
    }

    private static Table FirmwareOf(Sequence<FirmwareRow> rows)
    {
        Table table = Plain("firmware", "coinbase bytes", "direct outputs", "takes all directly");
        foreach (FirmwareRow row in rows)
        {
            table.AddRow(
                row.Name, $"{row.CoinbaseBytes}", $"{row.DirectMax}", row.TakesAll ? "yes" : "no");
        }

        return table;
    }

    private static Table Plain(params string[] titles)
    {
        // Lines of a table mean nothing to what reads a file.
        var table = new Table { Border = Screens.IsTerminal ? TableBorder.Rounded : TableBorder.None };
        foreach (string title in titles)
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        return table;
    }
}
