using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>A state is what its operations make of nothing, and nothing else.</summary>
public sealed class TraceReplayTests
{
    private const int Steps = 800;

    [Theory]
    [InlineData(Protocol.Seed, BackingMode.Ideal, BackingOrder.RoundRobin, 31UL)]
    [InlineData(Protocol.Seed, BackingMode.Ideal, BackingOrder.LastComeFirst, 32UL)]
    [InlineData(Protocol.Seed, BackingMode.Electra, BackingOrder.FirstComeFirst, 33UL)]
    [InlineData(Protocol.Today, BackingMode.Electra, BackingOrder.FirstComeFirst, 34UL)]
    public void Any_prefix_of_the_log_gives_the_state_there(
        Protocol protocol, BackingMode mode, BackingOrder order, ulong seed)
    {
        var trace = new Trace(new() { Protocol = protocol, Mode = mode, Order = order }, seed);
        var states = new List<LedgerState> { trace.State };
        for (int step = 0; step < Steps; step++)
        {
            trace.Step();
            states.Add(trace.State);
        }

        var random = new SeededGenerator(seed, stream: 1);
        for (int round = 0; round < 5; round++)
        {
            int length = random.NextBelow(Steps + 1);
            LedgerState state = LedgerState.Empty;
            foreach (LedgerOperation operation in trace.Log.Take(length))
            {
                (state, _) = LedgerRules.Apply(trace.Parameters, state, operation);
            }

            Assert.True(RootOf(state) == RootOf(states[length]), $"{trace.Where}: prefix of {length}");
            Assert.True(state == states[length], $"{trace.Where}: prefix of {length}");
        }
    }

    [Theory]
    [InlineData(Protocol.Seed, BackingMode.Ideal, BackingOrder.FirstComeFirst, 41UL)]
    [InlineData(Protocol.Seed, BackingMode.Ideal, BackingOrder.LastComeFirst, 42UL)]
    [InlineData(Protocol.Seed, BackingMode.Electra, BackingOrder.FirstComeFirst, 43UL)]
    [InlineData(Protocol.Today, BackingMode.Electra, BackingOrder.FirstComeFirst, 44UL)]
    public void Blocks_of_any_size_do_what_one_by_one_does(
        Protocol protocol, BackingMode mode, BackingOrder order, ulong seed)
    {
        var trace = new Trace(new() { Protocol = protocol, Mode = mode, Order = order }, seed);
        var random = new SeededGenerator(seed, stream: 1);
        LedgerState state = LedgerState.Empty;
        while (trace.Log.Count < Steps)
        {
            int size = random.NextBelow(random.NextChance(1, 4) ? 60 : 6);
            int begin = trace.Log.Count;
            var reasons = new List<bool>();
            for (int i = 0; i < size; i++)
            {
                trace.Step();
                reasons.Add(trace.IsAccepted);
            }

            (state, IReadOnlyList<Refusal?> refusals) =
                LedgerRules.ApplyAll(trace.Parameters, state, trace.Log[begin..]);
            Assert.Equal(reasons, refusals.Select(static r => r is null));
            Assert.True(RootOf(state) == RootOf(trace.State), $"{trace.Where}: block of {size}");
        }
    }

    [Theory]
    [InlineData(Protocol.Seed, BackingMode.Ideal, 51UL)]
    [InlineData(Protocol.Seed, BackingMode.Electra, 52UL)]
    [InlineData(Protocol.Today, BackingMode.Electra, 53UL)]
    public void A_state_is_its_bytes(Protocol protocol, BackingMode mode, ulong seed)
    {
        var trace = new Trace(new() { Protocol = protocol, Mode = mode }, seed);
        for (int step = 0; step < Steps; step++)
        {
            trace.Step();
            if (step % 40 != 0)
            {
                continue;
            }

            byte[] bytes = LedgerState.Ssz.Serialize(trace.State);
            LedgerState read = LedgerState.Ssz.Deserialize(bytes);
            Assert.True(read == trace.State, trace.Where);
            Assert.True(RootOf(read) == RootOf(trace.State), trace.Where);
            Assert.True(bytes.AsSpan().SequenceEqual(LedgerState.Ssz.Serialize(read)), trace.Where);
            AssertGoesOn(trace, read);
        }
    }

    /// <summary>What was read does what the original does: the sums are there again.</summary>
    private static void AssertGoesOn(Trace trace, LedgerState read)
    {
        var next = new AdvanceEpoch(trace.State.Now + 1);
        (LedgerState expected, _) = LedgerRules.Apply(trace.Parameters, trace.State, next);
        (LedgerState after, _) = LedgerRules.Apply(trace.Parameters, read, next);
        Assert.True(RootOf(after) == RootOf(expected), trace.Where);
        Assert.True(after.Funds.Measure == expected.Funds.Measure, trace.Where);
    }

    private static Hash32 RootOf(LedgerState state) => LedgerState.Ssz.HashTreeRoot(state);
}
