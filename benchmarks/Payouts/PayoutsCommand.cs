using System.CommandLine;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Payouts;

/// <summary><c>payouts</c>: trees built and hashed, coinbases finished, transactions expanded.</summary>
internal static class PayoutsCommand
{
    private static readonly FeePolicy Fees = new FeePolicy.FixedPerNode(new(100));

    internal static Command Create()
    {
        var recipients = new Option<int>("--recipients")
        {
            Description = "Leaves of the trees.",
            DefaultValueFactory = static _ => 100_000,
        };
        var window = new Option<int>("--window")
        {
            Description = "Payments of the coinbases.",
            DefaultValueFactory = static _ => 2016,
        };
        var repeats = new Option<int>("--repeats")
        {
            Description = "How often each is measured, after one to warm up.",
            DefaultValueFactory = static _ => 9,
        };
        var command = new Command("payouts", "Measure payouts of the mining pool.")
        {
            recipients,
            window,
            repeats,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(recipients), parsed.GetValue(window), parsed.GetValue(repeats)));
        return command;
    }

    private static void Run(int recipients, int window, int repeats)
    {
        Machine.Print();
        Trees(PaymentsOf(recipients), repeats);
        Coinbases(PaymentsOf(window), repeats);
    }

    private static void Trees(Sequence<TransactionOutput> payments, int repeats)
    {
        Console.WriteLine($"Trees of {payments.Count} recipients\n");
        var table = new Table(
            ["tree", "nodes", "build and hash, ms", "judge a leaf, ns", "expand, us a transaction"]);
        TreePlan[] plans =
        [
            .. from form in Enum.GetValues<TemplateForm>()
               from weights in Enum.GetValues<TreeWeights>()
               from radix in (int[])[4, 64]
               select new TreePlan(form, weights, radix, Fees),
        ];
        foreach (TreePlan plan in plans)
        {
            PayoutTree tree = Paid(plan, payments).Tree!;
            TransactionOutput expected = tree.Output;

            // To judge a coinbase is to build its tree again and to compare the output.
            double build = Sample.Median(repeats, () => Invariant.Holds(
                Paid(plan, payments).Outputs[0] == expected, "Equal payments have equal trees."));
            double expand = Sample.Median(repeats, () => Invariant.Holds(
                TreeExpansion.Below(tree, tree.Root, OutPoint.Null).Count() == tree.Nodes,
                "A tree is expanded by a transaction for each of its nodes."));
            table.Row(
                $"{plan.Form}, {plan.Weights}, radix {plan.Radix}",
                tree.Nodes,
                build,
                build * 1e6 / payments.Count,
                expand * 1e3 / tree.Nodes);
        }
    }

    private static void Coinbases(Sequence<TransactionOutput> payments, int repeats)
    {
        Console.WriteLine($"\nCoinbases of {payments.Count} payments, to bytes and identifier\n");
        var table = new Table(["form", "bytes", "ms", "judge an output, ns"]);
        IPayoutForm[] forms =
        [
            new DirectOutputs(),
            new TreePlan(TemplateForm.Bare, TreeWeights.Equal, Radix: 4, Fees),
        ];
        foreach (IPayoutForm form in forms)
        {
            byte[] coinbase = Coinbase(form, payments);
            const int AtOnce = 50;
            double finish = Sample.Mean(repeats * AtOnce, () => Coinbase(form, payments));
            double judge = Sample.Mean(repeats * AtOnce, () => Judge(form, payments, coinbase));
            string name = form.NeedsTemplates ? "tree" : "direct";
            table.Row(name, coinbase.Length, finish, judge * 1e6 / payments.Count);
        }
    }

    private static byte[] Coinbase(IPayoutForm form, Sequence<TransactionOutput> payments)
    {
        var input = new TransactionInput(OutPoint.Null, new(new byte[100]), 0, default);
        var commitment = new TransactionOutput(default, new(new byte[38]));
        Transaction coinbase = new(2, [input], Paid(form, payments).Outputs.Add(commitment), 0);
        Invariant.Holds(!coinbase.Id.IsZero, "A coinbase has an identifier.");
        return coinbase.Encode();
    }

    private static void Judge(IPayoutForm form, Sequence<TransactionOutput> payments, byte[] coinbase)
    {
        Sequence<TransactionOutput> outputs = Transaction.TryDecode(coinbase)!.Outputs;
        Sequence<TransactionOutput> expected = Paid(form, payments).Outputs;
        bool isPaid = outputs.AsSpan()[..expected.Count].SequenceEqual(expected.AsSpan());
        Invariant.Holds(isPaid, "A coinbase pays what its form makes of the payments.");
    }

    private static PayoutResult.Paid Paid(IPayoutForm form, Sequence<TransactionOutput> payments) =>
        form.Pay(payments) is PayoutResult.Paid paid
            ? paid
            : throw new InvalidOperationException("The payments can be paid.");

    private static Sequence<TransactionOutput> PaymentsOf(int count)
    {
        var random = new SeededGenerator((ulong)count);
        var payments = new TransactionOutput[count];
        for (int i = 0; i < count; i++)
        {
            byte[] script = [0x51, 32, .. Hash32.Sha256(BitConverter.GetBytes(i)).ToArray()];
            payments[i] = new(new(10_000 + random.NextBelow(1_000_000UL)), new(script));
        }

        return [.. payments];
    }
}
