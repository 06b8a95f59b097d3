using System.Globalization;
using System.Text.Json;
using TrustlessPools.Laboratory.PayoutVariance;
using TrustlessPools.Testing;

namespace TrustlessPools.Laboratory.Tests.PayoutVariance;

/// <summary>The published simulation's own blocks give the digits that it printed.</summary>
public sealed class PublishedSimulationConformanceTests
{
    [Fact]
    public void Every_trace_gives_the_printed_digits()
    {
        VectorSuite suite = VectorSuite.Open("rubin-simulation");
        using JsonDocument expected =
            JsonDocument.Parse(VectorSuite.ReadBytes("rubin-simulation", "expected.json"));
        suite.EachTextBelow("trace_seed*.csv", (name, text) =>
        {
            var simulation = new PublishedSimulation();
            Assert.Null(PublishedTrace.Read(new StringReader(text), simulation));
            PublishedFigures figures = simulation.Figures();
            string seed = name["trace_seed".Length..^".csv".Length];
            JsonElement printed = expected.RootElement.GetProperty(seed);
            Assert.Equal(printed.GetProperty("sharing").GetString(), Digits(figures.Sharing));
            Assert.Equal(printed.GetProperty("solo").GetString(), Digits(figures.Solo));
        }).Finish();
    }

    private static string Digits(double figure) => figure.ToString("F6", CultureInfo.InvariantCulture);
}
