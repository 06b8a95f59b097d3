using System.CommandLine;
using System.Globalization;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary><c>tpool mining expand</c>: the transactions that lead from an output to recipients.</summary>
/// <remarks>Spec: docs/spec/payouts.md#expansion.</remarks>
internal static class MiningExpandCommand
{
    private const string Help =
        """
        Print the transactions that lead from an output that pays a tree to its recipients, parents first.

        They are complete: nothing is signed, and a node takes them as they are. Without --to or --leaf all of
        the tree; with one of them a lone exit, to that recipient only. Lines with # tell what follows.

        Examples:
          tpool mining expand tree.json --output 4d5e…:1
          tpool mining expand tree.json --output 4d5e…:1 --to bcrt1q… --json
          tpool mining expand tree.json --output 9abc…:0 --node 12 --leaf 7
        """;

    internal static Command Create()
    {
        var path = new Argument<string>("tree") { Description = "A file that --out or --tree-out wrote." };
        var output = new Option<string>("--output")
        {
            Description = "The output that pays the root, or the node that --node names.",
            Required = true,
            HelpName = "txid:n",
        };
        var node = new Option<int?>("--node")
        {
            Description = "Begins at this transaction instead of the root.",
            HelpName = "n",
        };
        var leaf = new Option<int?>("--leaf")
        {
            Description = "Leads to this payment only, from 0.",
            HelpName = "n",
        };
        var to = new Option<string?>("--to")
        {
            Description = "Leads to the first payment to this address only.",
            HelpName = "address",
        };
        Option<bool> json = Operator.OperatorOptions.Json();
        var command = new Command("expand", Help) { path, output, node, leaf, to, json };
        command.SetAction(result => Run(
            result.GetRequiredValue(path),
            ReadOutPoint(result.GetRequiredValue(output)),
            result.GetValue(node),
            new(result.GetValue(leaf), result.GetValue(to)),
            result.GetValue(json)));
        return command;
    }

    private static int Run(string path, OutPoint spent, int? node, Goal goal, bool isJson)
    {
        (TreeFile file, PayoutTree tree) = TreeFile.Read(path);
        NodeNumber from = node is null ? tree.Root : new(node.Value);
        if (from.Value < 0 || from.Value >= tree.Nodes)
        {
            throw new UsageException(MiningRefusals.BadNode(from.Value, tree.Nodes));
        }

        IEnumerable<ExpansionStep> steps = LeafOf(goal, file) is { } leaf
            ? TreeExpansion.To(tree, leaf, from, spent) ?? throw new UsageException(
                MiningRefusals.NotBelow($"{leaf}", $"{from}"))
            : TreeExpansion.Below(tree, from, spent);
        if (isJson)
        {
            Sequence<ExpandedTransaction> all = steps.Select(ExpandedTransaction.Of).ToSequence();
            Console.WriteLine(ExpandedTransaction.Shape.ToText(all, indented: true));
            return ExitCode.Done;
        }

        foreach (ExpansionStep step in steps)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"# level {step.Level}, node {step.Node}: {Digest.Show(step.Transaction.Id)}, "
                + $"{step.Transaction.VirtualSize} vB"));
            Console.WriteLine(Convert.ToHexStringLower(step.Transaction.Encode()));
        }

        return ExitCode.Done;
    }

    private static LeafNumber? LeafOf(Goal goal, TreeFile file)
    {
        switch ((goal.Leaf, goal.To))
        {
            case (null, null):
                return null;
            case ({ } number, null):
                return number >= 0 && number < file.Payments.Count
                    ? new LeafNumber(number)
                    : throw new UsageException(MiningRefusals.BadLeaf(
                        $"--leaf {number}", $"0 to {file.Payments.Count - 1}"));
            case (null, { } address):
                ByteString script = MiningOptions.ReadScript(address, file.Network);
                int index = Array.FindIndex([.. file.Payments], o => o.Script == script);
                return index >= 0
                    ? new LeafNumber(index)
                    : throw new UsageException(
                        MiningRefusals.BadLeaf($"--to {address}", "an address that is paid"));
            default:
                throw new UsageException(MiningRefusals.TwoGoals());
        }
    }

    private static OutPoint ReadOutPoint(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length == 2
            && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint index)
            && MiningOptions.TryReadHash(parts[0], out Hash32 transaction))
        {
            return new(transaction, index);
        }

        throw new UsageException(MiningRefusals.BadOutput(text));
    }

    /// <summary>To whom the transactions are to lead; to everybody when it says nothing.</summary>
    private sealed record Goal(int? Leaf, string? To);
}
