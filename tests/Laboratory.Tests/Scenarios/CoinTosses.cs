using System.Globalization;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Tests.Scenarios;

/// <summary>A question small enough to be known by heart, with a key of each kind.</summary>
/// <param name="name">So that there can be two.</param>
/// <param name="measures">What a replica measures, for questions that have some in common.</param>
internal sealed class CoinTosses(string name = "coin-tosses", params string[] measures) : IQuestion
{
    private int _observed;

    public string Name { get; } = name;

    public string Asks => "How often do heads come?";

    public int DefaultReplicas => 20;

    /// <summary>How many replicas were computed.</summary>
    internal int Observed => _observed;

    /// <summary>Told before each replica.</summary>
    internal Action<uint>? Observing { get; set; }

    public ScenarioSchema Schema { get; } = new(Version: 3, [
        new IntegerKey("tosses", "Of a replica.", 100, -1, 1_000),
        new RatioKey("bias", "The chance of heads.", new(1, 2), Ratio.Zero, Ratio.One),
        new IntegersKey("runs", "Lengths.", [2, 3], 1, 50, 4),
        new RatiosKey("odds", "Of bets.", [new(1, 3), Ratio.One], new(1, 100), Ratio.FromInteger(9), 3),
        new ChoiceKey("side", "That is counted.", ["heads", "tails"]),
        new ChoicesKey("shown", "In the report.", ["mean"], ["mean", "chart", "story"]),
    ]);

    public IExperiment? Prepare(Scenario scenario, out Refusal? refusal)
    {
        refusal = scenario.Integer("tosses") < scenario.Integers("runs")[^1]
            ? new("RunBeyondTosses", $"{scenario.Integer("tosses")} tosses", "as many as the longest run")
            : null;
        return refusal is null ? new Experiment(this, scenario, measures) : null;
    }

    private sealed class Experiment(CoinTosses question, Scenario scenario, string[] measures) : IExperiment
    {
        public IReadOnlyList<Measure> Measures { get; } =
        [
            .. (measures is [] ? ["heads", "third"] : measures)
                .Select(static m => new Measure(m, "1", "A part of the tosses.")),
        ];

        public Observation Observe(ReplicaRandom random)
        {
            question.Observing?.Invoke(random.Replica);
            Interlocked.Increment(ref question._observed);
            long tosses = scenario.Integer("tosses");
            Ratio bias = scenario.Ratio("bias");
            SeededGenerator generator = random.Stream();
            int heads = 0;
            for (int i = 0; i < tosses; i++)
            {
                heads += generator.NextChance((ulong)bias.Numerator, (ulong)bias.Denominator) ? 1 : 0;
            }

            double part = heads / (double)tosses;
            bool hasStory = scenario.Choices("shown").Contains("story") && random.Replica % 2 == 0;
            return new(
                [.. Measures.Select((_, i) => part / (1 + (2 * i)))],
                hasStory ? $$"""{"heads":{{heads}},"said":"\"{{random.Replica}},\""}""" : null);
        }

        public Report Conclude(Evidence evidence)
        {
            Estimate heads = evidence.Of(Measures[0].Name);
            double[] replicas = [.. evidence.Observations.Select(static (_, i) => (double)i)];
            return new(
                "How often heads come",
                [string.Create(CultureInfo.InvariantCulture, $"Heads are {heads.Mean:P3} of the tosses.")],
                ["The coin has no memory."],
                [
                    new("means", "Means", ["heads", "±"], [
                        [Cell.Of(heads.Mean), Cell.Of(heads.StandardError)],
                    ]),
                ],
                [
                    new CurveChart("parts", "A point a replica", new("replica"), new("heads"), [
                        new("heads", SeriesStyle.Points, replicas, [.. evidence.Values(Measures[0].Name)]),
                    ]),
                ]);
        }
    }
}
