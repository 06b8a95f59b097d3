using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Sharing;

/// <summary>The pool follows a chain, block by block, and back.</summary>
public sealed class SharingStateTests
{
    private static readonly SharingRule Last = new() { Window = SharingWindow.Last(7), Share = new(7, 8) };

    private static readonly SharingRule[] Rules =
    [
        Last,
        Last with { Basis = WeightBasis.Equal, Start = new(5) },
        Last with { HalfLife = 2, Bootstrap = Bootstrap.ToLaterMiners, Start = new(20) },
        Last with { Window = SharingWindow.Younger(6000, 8) },
        Last with { Window = SharingWindow.Between(1800, 7200, 8), HalfLife = 1000 },
        Last with { Window = new(WindowMeasure.Blocks, 3, 12, 9), WeakShares = 4 },
    ];

    public static TheoryData<int, ulong> Cases
    {
        get
        {
            var cases = new TheoryData<int, ulong>();
            for (int i = 0; i < Rules.Length * 5; i++)
            {
                cases.Add(i % Rules.Length, (ulong)i);
            }

            return cases;
        }
    }

    /// <summary>
    /// A state is what its branch makes it, however one came there; and others stay as they are.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void To_undo_and_take_another_branch_is_to_start_from_scratch(int rule, ulong seed)
    {
        var random = new SeededGenerator(seed);
        var pool = new PoolOnAChain(Rules[rule]);
        var branch = new List<(SharingState Before, SharingSnapshot Snapshot, MinedBlock Block)>();
        for (int step = 0; step < 150; step++)
        {
            int back = random.NextChance(1, 12) ? random.NextBelow(Math.Min(branch.Count, 20) + 1) : 0;
            if (back > 0)
            {
                branch.RemoveRange(branch.Count - back + 1, back - 1);
                pool.GoBack(branch[^1].Before, branch.Count > 1 ? branch[^2].Block : null);
                branch.RemoveAt(branch.Count - 1);
            }

            SharingState before = pool.State;
            AnyBlock(pool, random);
            branch.Add((before, before.Snapshot, pool.Last!));
        }

        SharingState again = SharingState.Begin(Rules[rule]);
        foreach ((SharingState before, SharingSnapshot snapshot, MinedBlock block) in branch)
        {
            Assert.True(snapshot == before.Snapshot, $"seed {seed}: a state changed");
            Assert.True(snapshot == again.Snapshot, $"seed {seed}: height {block.Height}");
            AssertAddsUp(again.Window, seed);
            again = again.Apply(block).State;
        }

        Assert.Equal(pool.State.Snapshot, again.Snapshot);
        SharingState restored = SharingState.Restore(Rules[rule], again.Snapshot);
        Assert.Equal(again.Snapshot, restored.Snapshot);
        Assert.Equal(again.Window.Weights, restored.Window.Weights);
        Assert.Equal(
            again.DemandOf(PoolOnAChain.Reward, Scripts.Of(2)).Outputs,
            restored.DemandOf(PoolOnAChain.Reward, Scripts.Of(2)).Outputs);
    }

    /// <summary>The window's sums against all qualified blocks of the chain, one by one.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_window_is_what_all_blocks_say_by_their_ages(int number, ulong seed)
    {
        SharingRule rule = Rules[number];
        var random = new SeededGenerator(seed, 1);
        var pool = new PoolOnAChain(rule);
        var shared = new List<(long Position, Satoshi Amount, ByteString Script)>();
        var times = new List<uint>();
        for (int step = 0; step < 120; step++)
        {
            long date = MedianOf(times);
            bool isCounted = rule.Window.Measure is WindowMeasure.Blocks;
            AssertWeights(rule, pool.State, shared, isCounted ? shared.Count - 1 : date, seed);
            if (AnyBlock(pool, random) is Judgement.Qualified qualified)
            {
                shared.Add((
                    isCounted ? shared.Count : date,
                    rule.SharedOf(qualified.Demand.Reward),
                    qualified.Tag.Script));
            }

            times.Add(pool.Last!.Header.Time);
        }
    }

    [Fact]
    public void Every_demand_adds_up_to_the_reward()
    {
        foreach (int number in Enumerable.Range(0, Rules.Length))
        {
            var random = new SeededGenerator((ulong)number, 2);
            var pool = new PoolOnAChain(Rules[number]);
            for (int i = 0; i < 200; i++)
            {
                Satoshi reward = new(random.NextBelow(i % 2 == 0 ? 5000UL : 400_000_000));
                Demand demand = pool.State.DemandOf(reward, Scripts.Of(random.NextBelow(6)));
                Satoshi sum = demand.Outputs.Aggregate(default(Satoshi), static (s, o) => s + o.Amount);
                Assert.Equal(reward, sum);
                Assert.All(demand.Outputs, static o => Assert.NotEqual(default, o.Amount));
                AnyBlock(pool, random);
            }
        }
    }

    [Fact]
    public void Blocks_of_another_place_change_nothing()
    {
        var pool = new PoolOnAChain(Last);
        pool.Share(1);
        SharingState state = pool.State;
        MinedBlock next = pool.Block(pool.Honest(2));
        SharingStep high = state.Apply(next with { Height = next.Height.Next });
        Assert.Equal("WrongHeight", Assert.IsType<Judgement.Rejected>(high.Judgement).Reason.Reason);
        SharingStep other = state.Apply(next with { Header = next.Header with { Previous = default } });
        Assert.Equal("OtherParent", Assert.IsType<Judgement.Rejected>(other.Judgement).Reason.Reason);
        Assert.Same(state, high.State);
        Assert.Same(state, other.State);
    }

    [Fact]
    public void Nothing_before_the_start_is_of_the_pool()
    {
        var pool = new PoolOnAChain(Last with { Start = new(12) });
        Assert.Equal(new Height(1), pool.State.Next);
        while (pool.State.Next < new Height(12))
        {
            Assert.IsType<Judgement.NotOfThePool>(pool.Apply(pool.Block(pool.Honest(1))));
        }

        Assert.Equal(0, pool.State.Window.Blocks);
        pool.Share(1);
        Assert.Equal(1, pool.State.Window.Blocks);
    }

    [Fact]
    public void A_block_that_cheated_is_not_paid()
    {
        var pool = new PoolOnAChain(Last);
        pool.Share(1);
        var greedy = PoolOnAChain.Coinbase(
            pool.State.Next,
            new(PoolOnAChain.Reward, Scripts.Of(2)),
            new(default, pool.State.TagOf(PoolOnAChain.Reward, Scripts.Of(2))));
        Assert.IsType<Judgement.Unqualified>(pool.Apply(pool.Block(greedy)));
        Assert.Equal([Scripts.Of(1)], pool.Share(3).Owed.Select(static o => o.Script));
    }

    internal static long MedianOf(List<uint> times)
    {
        uint[] last = [.. times.TakeLast(MedianTimePast.Span).Order()];
        return last.Length == 0 ? 0 : last[last.Length / 2];
    }

    /// <summary>A block that shares, keeps or cheats, some time after the last.</summary>
    private static Judgement AnyBlock(PoolOnAChain pool, SeededGenerator random)
    {
        pool.Time += (uint)random.NextBelow(1500);
        pool.Time -= 500;
        int finder = random.NextBelow(6);
        Satoshi reward = new(100_000_000 + random.NextBelow(300_000_000UL));
        switch (random.NextBelow(8))
        {
            case 0:
                return pool.Apply(pool.Block(PoolOnAChain.Coinbase(
                    pool.State.Next, new TransactionOutput(reward, Scripts.Of(finder)))));
            case 1:
                var honest = pool.Honest(finder, reward);
                return pool.Apply(pool.Block(honest with
                {
                    Outputs = honest.Outputs.Add(new(new(1), Scripts.Of(finder))),
                }));
            default:
                return pool.Apply(pool.Block(pool.Honest(finder, reward)));
        }
    }

    private static void AssertAddsUp(ShareWindow window, ulong seed) => Assert.True(
        window.Total == window.Weights.Aggregate(UInt128.Zero, static (sum, w) => sum + w.Value),
        $"seed {seed}");

    private static void AssertWeights(
        SharingRule rule,
        SharingState state,
        List<(long Position, Satoshi Amount, ByteString Script)> shared,
        long now,
        ulong seed)
    {
        var weights = new SortedDictionary<string, UInt128>(StringComparer.Ordinal);
        int blocks = 0;
        foreach ((long position, Satoshi amount, ByteString script) in shared)
        {
            long age = now - position - rule.Window.From;
            if (age < 0 || age >= rule.Window.To - rule.Window.From)
            {
                continue;
            }

            int shift = rule.HalfLife == 0 ? 0 : (int)(age / rule.HalfLife);
            string key = script.ToString();
            weights[key] = weights.GetValueOrDefault(key) + (rule.WeightOf(amount) >> shift);
            blocks++;
        }

        Assert.True(blocks == state.Window.Blocks, $"seed {seed}: {blocks} and {state.Window.Blocks} blocks");
        Assert.Equal(
            weights.Select(static w => (w.Key, w.Value)),
            state.Window.Weights.Select(static w => (w.Key.ToString(), w.Value)));
    }
}
