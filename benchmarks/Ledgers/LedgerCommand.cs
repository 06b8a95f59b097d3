using System.CommandLine;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Ledgers;

/// <summary><c>ledger</c>: operations per second, invariants on, with a root for every block.</summary>
internal static class LedgerCommand
{
    private const int OperationsPerBlock = 1000;

    /// <summary>
    /// So many that the just-in-time compiler is done, as it is in the first minute of a node's days.
    /// </summary>
    private const int BlocksToCompile = 200;

    internal static Command Create()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Numbers of locks.",
            DefaultValueFactory = static _ => [1000, 100_000, 1_000_000],
            AllowMultipleArgumentsPerToken = true,
        };
        var blocks = new Option<int>("--blocks")
        {
            Description = $"Blocks of {OperationsPerBlock} operations, after as many to warm up.",
            DefaultValueFactory = static _ => 250,
        };
        var command = new Command("ledger", "Measure operations on a ledger of many locks.")
        {
            sizes,
            blocks,
        };
        command.SetAction(parsed => Run(parsed.GetValue(sizes)!, parsed.GetValue(blocks)));
        return command;
    }

    private static void Run(int[] sizes, int blocks)
    {
        Machine.Print();
        Console.WriteLine($"Blocks of {OperationsPerBlock} operations, invariants checked after each\n");
        Measure(OperationsPerBlock, BlocksToCompile);
        Measured[] measured = [.. sizes.Select(size => Measure(size, blocks))];
        var table = new Table(["locks", .. sizes.Select(static s => $"{s}")]);
        table.Row(["operations per second, with roots", .. measured.Select(static m => (object)m.WithRoots)]);
        table.Row(["operations per second, no roots", .. measured.Select(static m => (object)m.Alone)]);
        table.Row(["root of a block, ms", .. measured.Select(static m => (object)m.RootMilliseconds)]);
        table.Row(["an epoch's boundary, ms", .. measured.Select(static m => (object)m.EpochMilliseconds)]);
        table.Row(["state, MB", .. measured.Select(static m => (object)m.Megabytes)]);
    }

    private static Measured Measure(int size, int blocks)
    {
        var workload = new Workload(size);
        LedgerState.Ssz.HashTreeRoot(workload.State);
        var apply = new List<double>();
        var root = new List<double>();
        var epoch = new List<double>();
        for (int i = 0; i < 2 * blocks; i++)
        {
            LedgerOperation[] block = workload.Block(OperationsPerBlock);
            apply.Add(CpuTime.Of(() => workload.Run(block)));
            root.Add(CpuTime.Of(() => LedgerState.Ssz.HashTreeRoot(workload.State)));
            Epoch next = workload.State.Now + 1;
            epoch.Add(CpuTime.Of(() => workload.Run([new AdvanceEpoch(next)])));
            LedgerState.Ssz.HashTreeRoot(workload.State);
        }

        (double applied, double rooted) = (apply.Skip(blocks).Average(), root.Skip(blocks).Average());
        return new(
            OperationsPerBlock / (applied + rooted) * 1000,
            OperationsPerBlock / applied * 1000,
            rooted,
            epoch.Skip(blocks).Average(),
            LedgerState.Ssz.SizeOf(workload.State) / 1e6);
    }

    private sealed record Measured(
        double WithRoots, double Alone, double RootMilliseconds, double EpochMilliseconds, double Megabytes);
}
