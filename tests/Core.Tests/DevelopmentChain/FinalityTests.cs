using TrustlessPools.DevelopmentChain;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

public sealed class FinalityTests
{
    [Fact]
    public void Residents_alone_finalize()
    {
        BeaconChain chain = TestChain.Begin(residents: 16, outside: 0);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        chain = chain.AdvanceTo(new Epoch(300));
        Console.WriteLine($"{watch.Elapsed.TotalMilliseconds} ms {chain.Slot} {chain.State.FinalizedCheckpoint} {chain.State.Balances[0]}");
        Assert.Equal(new Epoch(298), chain.State.FinalizedCheckpoint.Epoch);
    }
}
