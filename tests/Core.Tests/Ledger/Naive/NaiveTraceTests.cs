using TrustlessPools.Ledger;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>The ledger does what a ledger does that knows nothing but what is written.</summary>
public sealed class NaiveTraceTests
{
    private const int Steps = 2_500;

    [Theory]
    [InlineData(Protocol.Seed, BackingMode.Ideal, BackingOrder.FirstComeFirst)]
    [InlineData(Protocol.Seed, BackingMode.Ideal, BackingOrder.LastComeFirst)]
    [InlineData(Protocol.Seed, BackingMode.Ideal, BackingOrder.RoundRobin)]
    [InlineData(Protocol.Seed, BackingMode.Electra, BackingOrder.FirstComeFirst)]
    [InlineData(Protocol.Seed, BackingMode.Electra, BackingOrder.LastComeFirst)]
    [InlineData(Protocol.Seed, BackingMode.Electra, BackingOrder.RoundRobin)]
    [InlineData(Protocol.Today, BackingMode.Electra, BackingOrder.FirstComeFirst)]
    public void Any_operations_do_the_same(Protocol protocol, BackingMode mode, BackingOrder order)
    {
        var parameters = new LedgerParameters { Protocol = protocol, Mode = mode, Order = order };
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var trace = new Trace(parameters, seed);
            for (int step = 0; step < Steps; step++)
            {
                Same(trace);
            }

            seen.UnionWith(trace.Outcomes.Keys);
        }

        // The traces go everywhere that the protocol lets them.
        string[] rare = ["TooManyBonds", "TooManyLeaving", "TooManyFunds", "TooManyReservations"];
        IEnumerable<string> reasons =
            ReasonsPageTests.Reasons.Except(rare).Except(Impossible(protocol, mode));
        Assert.Empty(reasons.Except(seen));
    }

    private static void Same(Trace trace)
    {
        LedgerState before = trace.State;
        trace.Step();
        string differences = Comparison.Of(trace.State, trace.Naive);
        Assert.True(differences.Length == 0, $"{trace.Where}{Environment.NewLine}{differences}");
        if (!trace.IsAccepted)
        {
            // Not the state that came in, but the one that the rules have had in their hands.
            (LedgerState after, _) = LedgerRules.ApplyAll(trace.Parameters, before, [trace.Log[^1]]);
            Hash32 root = LedgerState.Ssz.HashTreeRoot(before);
            Assert.True(root == LedgerState.Ssz.HashTreeRoot(after), $"{trace.Where}: the root has changed");
            Assert.True(root == LedgerState.Ssz.HashTreeRoot(trace.State), trace.Where);
        }
    }

    /// <summary>At once means that nobody is slashed, or has left, and can still be charged for.</summary>
    private static IEnumerable<string> Impossible(Protocol protocol, BackingMode mode) => [
        .. mode is BackingMode.Ideal ? ["AlreadySlashed", "ValidatorHasLeft"] : (string[])[],
        .. protocol is Protocol.Seed ? ["LossWithoutLock"] : (string[])[]];
}
