using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Tests.Scenarios;
using TrustlessPools.LaboratoryRunner.Running;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.LaboratoryRunner.Tests.Running;

/// <summary>
/// The same plan has the same bytes, however it is computed, and however often that is cut off.
/// </summary>
public sealed class RunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CoinTosses _question = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Also where chunks hold several replicas and the last fewer.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(257)]
    public void Bytes_are_equal_for_1_2_and_7_threads_and_for_1_and_5_shards(int replicas)
    {
        RunPlan plan = CoinRun.Plan(_question, replicas: replicas);
        string first = _folder.In("threads-1");
        CoinRun.Whole(plan, first);
        foreach (int threads in (int[])[2, 7])
        {
            string folder = _folder.In($"threads-{threads}");
            CoinRun.Whole(plan, folder, threads);
            CoinRun.AssertSame(first, folder);
        }

        string[] parts = [.. Enumerable.Range(1, 5).Select(i => _folder.In($"part-{i}"))];
        foreach ((int i, string part) in parts.Index())
        {
            CoinRun.Compute(plan, part, new(i + 1, 5), threads: 2);
        }

        IReadOnlyList<RunFolder> opened = RunMerger.Open(parts, [_question], CoinRun.Version);
        IExperiment experiment = CoinRun.Experiment(plan);
        RunMerger.Merge(opened, _folder.In("merged"), experiment).Conclude(experiment);
        CoinRun.AssertSame(first, _folder.In("merged"));
    }

    [Fact]
    public void A_merge_into_one_of_the_parts_is_the_whole_too()
    {
        RunPlan plan = CoinRun.Plan(_question);
        CoinRun.Whole(plan, _folder.In("whole"));
        string[] parts = [_folder.In("a"), _folder.In("b")];
        CoinRun.Compute(plan, parts[0], new(1, 2));
        CoinRun.Compute(plan, parts[1], new(2, 2));
        IExperiment experiment = CoinRun.Experiment(plan);
        RunMerger.Merge(RunMerger.Open(parts, [_question], CoinRun.Version), parts[0], experiment)
            .Conclude(experiment);
        CoinRun.AssertSame(_folder.In("whole"), parts[0]);
    }

    [Fact]
    public void An_interrupted_run_goes_on_without_doing_anything_twice()
    {
        RunPlan plan = CoinRun.Plan(_question);
        CoinRun.Whole(plan, _folder.In("whole"));
        int once = _question.Observed;
        using var cancel = new CancellationTokenSource();
        _question.Observing = replica =>
        {
            if (replica == 9)
            {
                cancel.Cancel();
            }
        };
        string folder = _folder.In("interrupted");
        var begun = RunFolder.Open(folder, plan, Shard.Whole);
        Assert.Throws<OperationCanceledException>(
            () => Runner.Run(begun, CoinRun.Experiment(plan), Shard.Whole, 1, progress: null, cancel.Token));
        var run = RunFolder.Existing(folder, [_question], CoinRun.Version);
        Assert.InRange(run.Missing().Count, 1, plan.Replicas - 9);
        _question.Observing = null;
        CoinRun.Whole(plan, folder);
        CoinRun.AssertSame(_folder.In("whole"), folder);
        Assert.Equal(2 * once, _question.Observed);
    }

    /// <summary>A full disk is told as what it is, not as a collection of what happened on threads.</summary>
    [Fact]
    public void What_goes_wrong_on_a_thread_is_thrown_as_it_is()
    {
        _question.Observing = static _ => throw new IOException("no space");
        IOException thrown = Assert.Throws<IOException>(
            () => CoinRun.Compute(CoinRun.Plan(_question), _folder.In("run"), Shard.Whole, threads: 2));
        Assert.Equal("no space", thrown.Message);
    }

    [Fact]
    public void Progress_counts_every_replica_of_the_part_once()
    {
        RunPlan plan = CoinRun.Plan(_question);
        var run = RunFolder.Open(_folder.In("run"), plan, new(2, 5));
        var told = new List<(int Done, int Total)>();
        Runner.Run(
            run,
            CoinRun.Experiment(plan),
            new(2, 5),
            threads: 1,
            (done, total) => told.Add((done, total)),
            TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 6).Select(static i => (i, 5)), told);
    }

    [Fact]
    public void A_part_without_any_replica_is_done_at_once()
    {
        RunPlan plan = CoinRun.Plan(_question, replicas: 2);
        CoinRun.Compute(plan, _folder.In("run"), new(3, 3));
        Assert.Equal(0, _question.Observed);
    }

    [Fact]
    public void Each_chunk_is_of_exactly_one_part_and_each_replica_of_one_chunk()
    {
        foreach (int replicas in (int[])[1, 2, 255, 256, 257, 511, 512, 513, 10_000])
        {
            RunPlan plan = CoinRun.Plan(_question, replicas: replicas);
            Assert.InRange(plan.Chunks, 1, 256);
            Assert.Equal(
                Enumerable.Range(0, replicas).Select(static r => (uint)r),
                Enumerable.Range(0, plan.Chunks).SelectMany(plan.ReplicasOf));
            Shard[] parts = [.. Enumerable.Range(1, 7).Select(static i => new Shard(i, 7))];
            Assert.All(
                Enumerable.Range(0, plan.Chunks), c => Assert.Single(parts, p => p.Has(c)));
        }
    }

    [Fact]
    public void Runs_that_differ_in_anything_have_other_names()
    {
        RunPlan plan = CoinRun.Plan(_question);
        RunPlan[] all =
        [
            plan,
            plan with { Seed = 2 },
            plan with { Replicas = 24 },
            plan with { Version = "0.1.1" },
            plan with { Scenario = plan.Scenario.With("bias", new Ratio(1, 3)) },
            plan with { Question = new CoinTosses("coins") },
        ];
        Assert.Equal(all.Length, all.Select(static p => p.Identity).Distinct().Count());
        Assert.Equal(plan.Identity, CoinRun.Plan(_question).Identity);
    }

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("2/5", 2, 5)]
    [InlineData("256/256", 256, 256)]
    public void Parts_are_read(string text, int index, int count)
    {
        Assert.True(Shard.TryParse(text, out Shard shard));
        Assert.Equal(new(index, count), shard);
        Assert.Equal(text, $"{shard}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0/5")]
    [InlineData("6/5")]
    [InlineData("1/0")]
    [InlineData("1/257")]
    [InlineData("-1/5")]
    [InlineData("1/5/5")]
    [InlineData(" 1/5")]
    public void What_is_no_part_is_not_read(string text) => Assert.False(Shard.TryParse(text, out _));

    [Fact]
    public void Doubles_are_read_back_bit_by_bit()
    {
        double[] special = [0, -0.0, double.Epsilon, double.MaxValue, double.MinValue, 0.1, 1e23, 5e-324];
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var random = new SeededGenerator(seed);
            double[] values =
            [
                .. special,
                .. Enumerable.Range(0, 40)
                    .Select(_ => BitConverter.UInt64BitsToDouble(random.NextUInt64()))
                    .Where(double.IsFinite),
            ];
            Observation[] written = [new(values), new([], "a \"story\",\n€"), new(values, "{}")];
            IReadOnlyList<Observation>? read = ChunkJson.Read(ChunkJson.Write("run", 3, written), "run", 3);
            Assert.Equal(["", "a \"story\",\n€", "{}"], read!.Select(static o => o.Story ?? string.Empty));
            Assert.True(
                values.Select(BitConverter.DoubleToUInt64Bits).SequenceEqual(
                    read![2].Values.Select(BitConverter.DoubleToUInt64Bits)),
                $"seed {seed}");
        }
    }
}
