using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Laboratory.CommitteeCapture;
using TrustlessPools.Laboratory.DelegationGame;
using TrustlessPools.Laboratory.PayoutVariance;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Laboratory;

/// <summary><c>laboratory</c>: what answers cost, beside the published simulations.</summary>
internal static class LaboratoryCommand
{
    private const int Games = 20;
    private const int Players = 1000;
    private const int TargetPools = 100;

    internal static Command Create()
    {
        var blocks = new Option<long>("--blocks")
        {
            Description = "Blocks of the mining pool by the live accounting.",
            DefaultValueFactory = static _ => 1_000_000_000,
        };
        var draws = new Option<long>("--draws")
        {
            Description = "Committees of 128 out of 1000.",
            DefaultValueFactory = static _ => 1_000_000_000,
        };
        var trace = new Option<string?>("--trace")
        {
            Description = "Blocks of the published simulation, and then that simulation with the same seed.",
        };
        var baseline = new Option<string?>("--baseline")
        {
            Description =
                "That simulation: a script for /usr/bin/python3 with numpy and matplotlib, and its seed.",
        };
        var program = new Option<string?>("--program")
        {
            Description = "An executable tpool, which replays the trace as a user would; needs GNU time.",
        };
        var command = new Command("laboratory", "Measure the laboratory, beside the published simulations.")
        {
            blocks, draws, trace, program, baseline,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(blocks),
            parsed.GetValue(draws),
            parsed.GetValue(trace),
            parsed.GetValue(program),
            parsed.GetValue(baseline)));
        return command;
    }

    private static void Run(long blocks, long draws, string? trace, string? program, string? baseline)
    {
        Machine.Print();
        var table = new Table(["what", "CPU seconds", "ns each", "MB"]);
        Row(table, $"{blocks} blocks by the live rule, W = 2016", blocks, () => Mine(blocks));
        Row(table, $"{draws} draws of committees of 128", draws, () => Draw(draws));
        Play();
        Row(table, $"the game, {Players} players, k = {TargetPools}, one of {Games}", 1, Play, Games);
        if (trace is not null)
        {
            Row(table, "the published simulation's blocks, read and replayed", 1, () => Replay(trace));
            Row(table, "the same again", 1, () => Replay(trace));
        }

        if (trace is not null && program is not null)
        {
            Program(table, program, trace);
        }

        if (trace is not null && baseline is not null)
        {
            Baseline(table, baseline);
        }
    }

    private static void Row(Table table, string what, long count, Action act, int repeats = 1)
    {
        double milliseconds = CpuTime.Of(act) / repeats;
        table.Row([what, milliseconds / 1000, milliseconds * 1e6 / count, PeakMegabytes()]);
    }

    private static void Mine(long blocks)
    {
        var pool = new RandomPool(new(), new(312_500_000), Ratio.One, [new(1, 100), new(1, 10)]);
        pool.Mine(new SeededGenerator(1), blocks);
        Invariant.Holds(pool.PaidTo(0).Value > 0, "The miner is paid.");
    }

    private static void Draw(long draws)
    {
        var sampler = new SeatSampler(128, 1000, 333);
        var random = new SeededGenerator(1);
        long sum = 0;
        for (long i = 0; i < draws; i++)
        {
            sum += sampler.Next(random);
        }

        Invariant.Holds(sum > 0, "Some are drawn.");
    }

    private static void Play()
    {
        for (ulong seed = 0; seed < Games; seed++)
        {
            var random = new SeededGenerator(seed);
            double[] stakes = [
                .. Enumerable.Range(0, Players).Select(_ => 1 / Math.Sqrt(1 - Uniform(random)))];
            double sum = stakes.Sum();
            var scheme = new RewardScheme(
                RewardForm.Cardano, TargetPools, pledgeInfluence: 0.3, leverageCap: 100);
            var game = new Game(
                new(scheme, TargetPools, ExtraPoolCost: 0.4, Threshold: 1e-9, IdleRounds: 10,
                    RoundsMax: 1000),
                [.. stakes.Select(s => (s / sum, 1e-5 + (9e-5 * Uniform(random))))]);
            game.Play(random, after: null);
            Invariant.Holds(game.IsAtRest, "The game comes to rest.");
        }
    }

    private static void Replay(string trace)
    {
        using StreamReader file = File.OpenText(trace);
        var simulation = new PublishedSimulation();
        Invariant.Holds(PublishedTrace.Read(file, simulation) is null, "The file is a trace.");
        PublishedFigures figures = simulation.Figures();
        Console.Error.WriteLine($"sharing {figures.Sharing:F6} solo {figures.Solo:F6}");
    }

    /// <summary>From its start to its end; memory is the most that was resident.</summary>
    private static void Program(Table table, string program, string trace)
    {
        string[] arguments = ["-f", "%U %S %M", program, "simulate", "replay", trace];
        using Process process = Process.Start(
            new ProcessStartInfo("/usr/bin/time", arguments) { RedirectStandardError = true })!;
        double[] numbers = [.. process.StandardError.ReadToEnd().Trim().Split(' ')
            .Select(static word => double.Parse(word, CultureInfo.InvariantCulture))];
        process.WaitForExit();
        double seconds = numbers[0] + numbers[1];
        table.Row(["the same by tpool, with its start", seconds, seconds * 1e9, numbers[2] * 1.024 / 1000]);
    }

    /// <summary>The script says its own seconds and memory in its last line.</summary>
    private static void Baseline(Table table, string baseline)
    {
        var start = new ProcessStartInfo(
            "/usr/bin/python3", baseline.Split(' ')) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Console.Error.Write(output);
        string[] words = output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        double seconds = double.Parse(
            words[Array.IndexOf(words, "seconds") + 1], CultureInfo.InvariantCulture);
        double megabytes = double.Parse(
            words[Array.IndexOf(words, "peakMB") + 1], CultureInfo.InvariantCulture);
        table.Row(["the published simulation itself, without its start", seconds, seconds * 1e9, megabytes]);
    }

    private static double Uniform(SeededGenerator random) => (random.NextUInt64() >> 11) * (1.0 / (1L << 53));

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1e6;
    }
}
