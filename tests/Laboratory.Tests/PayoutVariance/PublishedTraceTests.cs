using TrustlessPools.Laboratory.PayoutVariance;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Tests.PayoutVariance;

public sealed class PublishedTraceTests
{
    private const string Miners = "#0,0.5,1\n#1,0.5,0\n";

    /// <summary>
    /// Of two blocks each miner has found one and kept 12.5: a variance of 6.25 squared, over two miners.
    /// </summary>
    [Fact]
    public void Miners_and_blocks_are_read()
    {
        var simulation = new PublishedSimulation();
        Assert.Null(PublishedTrace.Read(new StringReader(Miners + "0,600,0.0\n1,1200,1.0\n"), simulation));
        Assert.Equal((2, 2), (simulation.Miners, simulation.Blocks));
        double expected = Math.Sqrt(6.25 * 6.25 / 2) / 70;
        Assert.Equal(new PublishedFigures(expected, expected), simulation.Figures());
    }

    /// <summary>The second half block is paid to the first, which holds all of the weight.</summary>
    [Fact]
    public void What_is_shared_is_paid_by_weight()
    {
        var simulation = new PublishedSimulation();
        Assert.Null(PublishedTrace.Read(
            new StringReader("#0,0.5,1\n#1,0.5,1\n0,600,0.5\n1,1200,0.5\n"), simulation));

        // In the first block nobody is there to be paid; miner 0 has 6.25 and 6.25, miner 1 has 6.25 once.
        double expected = Math.Sqrt(3.125 * 3.125 / 2) / 70;
        Assert.Equal(expected, simulation.Figures().Sharing, 1e-15);
    }

    [Theory]
    [InlineData("#1,0.5,1\n", "line 1")]
    [InlineData(Miners + "2,600,0.0\n", "line 3")]
    [InlineData(Miners + "0,600\n", "line 3")]
    [InlineData(Miners + "0,600,1.5\n", "line 3")]
    [InlineData(Miners + "0,600,0\n\n0,x,0\n", "line 5")]
    [InlineData(Miners, "no block")]
    public void What_is_wrong_is_named_with_its_line(string text, string where)
    {
        Refusal? refusal = PublishedTrace.Read(new StringReader(text), new PublishedSimulation());
        Assert.Equal("MalformedTrace", refusal?.Reason);
        Assert.StartsWith(where, refusal!.Supplied, StringComparison.Ordinal);
    }
}
