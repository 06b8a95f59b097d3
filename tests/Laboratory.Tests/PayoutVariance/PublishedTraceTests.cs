using TrustlessPools.Laboratory.PayoutVariance;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Tests.PayoutVariance;

public sealed class PublishedTraceTests
{
    private const string Miners = "#0,0.5,1\n#1,0.5,0\n";

    [Fact]
    public void Miners_and_blocks_are_read()
    {
        PublishedTrace? trace = PublishedTrace.Parse(Miners + "0,600,0.0\n1,1200,1.0\n", out _);
        Assert.NotNull(trace);
        Assert.Equal([true, false], trace.Shares);
        Assert.Equal([new(0, 600, 0), new(1, 1200, 1)], trace.Blocks);
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
        Assert.Null(PublishedTrace.Parse(text, out Refusal? refusal));
        Assert.Equal("MalformedTrace", refusal!.Reason);
        Assert.StartsWith(where, refusal.Supplied, StringComparison.Ordinal);
    }
}
