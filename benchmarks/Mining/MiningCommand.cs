using System.CommandLine;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Mining.Payouts;

namespace TrustlessPools.Benchmarks.Mining;

/// <summary><c>mining</c>: what it costs to follow the mining pool, and to judge a coinbase.</summary>
internal static class MiningCommand
{
    /// <summary>Outputs that are gone through in one sample, enough for the clock to see.</summary>
    private const int OutputsPerSample = 400_000;
    private const int Samples = 9;
    private const int BlocksPerSample = 400;

    internal static Command Create()
    {
        var windows = new Option<int[]>("--windows")
        {
            Description = "Numbers of blocks in the window.",
            DefaultValueFactory = static _ => [144, 432, 2016],
            AllowMultipleArgumentsPerToken = true,
        };
        var blocks = new Option<int>("--blocks")
        {
            Description = "Blocks of the chain, a tenth of which come before to warm up.",
            DefaultValueFactory = static _ => 1_000_000,
        };
        var outputs = new Option<int[]>("--outputs")
        {
            Description = "Numbers of direct outputs.",
            DefaultValueFactory = static _ => [100, 1000, 2016, 10_000],
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("mining", "Measure the mining pool's accounting and judging.")
        {
            windows,
            blocks,
            outputs,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(windows)!, parsed.GetValue(blocks), parsed.GetValue(outputs)!));
        return command;
    }

    private static void Run(int[] windows, int blocks, int[] outputs)
    {
        Machine.Print();
        Console.WriteLine($"A chain of {blocks} blocks, {FollowedChain.Miners} miners\n");
        // What the compiler still improves is in no column.
        FollowedChain.Measure(windows[0], blocks);
        FollowedChain[] chains = [.. windows.Select(w => FollowedChain.Measure(w, blocks))];
        var table = new Table(["W", .. windows.Select(static w => $"{w}")]);
        table.Row(["accounting, blocks per second", .. chains.Select(static c => (object)c.Accounted)]);
        table.Row(["window, blocks per second", .. chains.Select(static c => (object)c.Windowed)]);
        table.Row(["window after a tenth, kB", .. chains.Select(static c => (object)c.KilobytesEarly)]);
        table.Row(["window after all, kB", .. chains.Select(static c => (object)c.KilobytesLate)]);
        table.Row(["a version more for undoing, kB", .. chains.Select(static c => (object)c.KilobytesKept)]);
        Console.WriteLine();
        JudgedCoinbase[] judged = [.. outputs.Select(static n => new JudgedCoinbase(n))];
        PerOutput(judged[0], judged[0].Judge);
        var costs = new Table(["direct outputs", .. outputs.Select(static n => $"{n}")]);
        costs.Row(["demanded, ns per output", .. judged.Select(static j => (object)PerOutput(j, j.Demand))]);
        costs.Row(["judged, ns per output", .. judged.Select(static j => (object)PerOutput(j, j.Judge))]);
        Make(windows[^1]);
    }

    /// <summary>What a miner waits for when there is another block to mine on.</summary>
    private static void Make(int window)
    {
        Console.WriteLine($"\nFrom a node's offer to a block that lacks its nonce, W = {window}\n");
        var table = new Table(["form", "coinbase, bytes", "ms", "of which judging it, ms"]);
        IPayoutForm[] forms =
        [
            new DirectOutputs(),
            .. from template in Enum.GetValues<TemplateForm>()
               from radix in (int[])[4, 64]
               select new TreePlan(template, TreeWeights.Equal, radix, new FeePolicy.FixedPerNode(new(100))),
        ];
        foreach (IPayoutForm form in forms)
        {
            var coinbase = new JudgedCoinbase(window, form);
            table.Row(
                form.Name,
                coinbase.Make().Transactions[0].Encode().Length,
                Sample.Mean(BlocksPerSample, () => coinbase.Make()),
                Sample.Mean(BlocksPerSample, coinbase.Judge));
        }
    }

    private static double PerOutput(JudgedCoinbase coinbase, Action act)
    {
        int times = OutputsPerSample / coinbase.Outputs;
        return Sample.Median(Samples, () => Repeat(times, act)) * 1e6 / (times * coinbase.Outputs);
    }

    private static void Repeat(int times, Action act)
    {
        for (int i = 0; i < times; i++)
        {
            act();
        }
    }
}
