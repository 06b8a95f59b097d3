using System.Text.Json;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Laboratory.Tests.Scenarios;

public sealed class ScenarioJsonTests
{
    private static readonly CoinTosses Question = new();

    [Fact]
    public void The_canonical_form_spells_out_every_key() => Assert.Equal(
        """
        {
          "question": "coin-tosses",
          "version": 3,
          "seed": 18446744073709551615,
          "replicas": 5,
          "set": {
            "tosses": 100,
            "bias": "1/2",
            "runs": [
              2,
              3
            ],
            "odds": [
              "1/3",
              "1"
            ],
            "side": "heads",
            "shown": [
              "mean"
            ]
          }
        }
        """,
        ScenarioJson.Of(Question, Question.Schema.Defaults(), ulong.MaxValue, 5));

    /// <summary>What a report states is what was run, whatever was run.</summary>
    [Fact]
    public void The_canonical_form_of_any_scenario_is_read_back_as_the_same()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            Scenario scenario = Any(new(seed));
            string text = ScenarioJson.Of(Question, scenario, seed, 7);
            ScenarioFile? read = ScenarioReader.Read(text, [Question], out IReadOnlyList<ScenarioFlaw> flaws);
            Assert.True(flaws.Count == 0, $"seed {seed}: {string.Join(' ', flaws)}");
            Assert.Equal((seed, 7), (read!.Seed, read.Replicas));
            Assert.Equal(text, ScenarioJson.Of(Question, read.Scenario, seed, 7));
            Assert.Equal(scenario.Ratios("odds"), read.Scenario.Ratios("odds"));
        }
    }

    /// <summary>
    /// A file with all defaults is what others begin with, for each question that there is.
    /// </summary>
    [Fact]
    public void The_defaults_of_every_question_are_a_scenario()
    {
        foreach (IQuestion question in QuestionCatalog.All)
        {
            string text = ScenarioJson.Of(
                question, question.Schema.Defaults(), seed: 1, question.DefaultReplicas);
            ScenarioFile? read = ScenarioReader.Read(
                text, QuestionCatalog.All, out IReadOnlyList<ScenarioFlaw> flaws);
            Assert.Empty(flaws);
            Assert.NotNull(read!.Question.Prepare(read.Scenario, out Refusal? refusal));
            Assert.Null(refusal);
        }
    }

    [Fact]
    public void The_schema_says_what_each_key_permits()
    {
        JsonElement set = SetOf(Question);
        Assert.Equal(Question.Schema.Names, set.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(-1, set.GetProperty("tosses").GetProperty("minimum").GetInt32());
        Assert.Equal(1000, set.GetProperty("tosses").GetProperty("maximum").GetInt32());
        Assert.Equal("1/2", set.GetProperty("bias").GetProperty("default").GetString());
        JsonElement odds = set.GetProperty("odds");
        Assert.Equal(3, odds.GetProperty("maxItems").GetInt32());
        JsonElement number = odds.GetProperty("items").GetProperty("anyOf")[0];
        Assert.Equal(0.01, number.GetProperty("minimum").GetDouble());
        Assert.Equal(
            ["heads", "tails"],
            set.GetProperty("side").GetProperty("enum").EnumerateArray().Select(static e => e.GetString()));
    }

    /// <summary>
    /// A third has no decimal that is exact, and a bound that is a little off would refuse it.
    /// </summary>
    [Fact]
    public void The_schema_leaves_out_a_bound_that_no_decimal_says()
    {
        var thirds = new Thirds();
        JsonElement number = SetOf(thirds).GetProperty("part").GetProperty("anyOf")[0];
        Assert.False(number.TryGetProperty("minimum", out _));
        Assert.Equal(0.5, number.GetProperty("maximum").GetDouble());
    }

    [Fact]
    public void The_page_and_the_code_name_the_same_reasons() =>
        ReasonsPage.AssertSection("Scenarios", typeof(ScenarioRefusals));

    private static JsonElement SetOf(IQuestion question)
    {
        using JsonDocument schema = JsonDocument.Parse(ScenarioJsonSchema.Of(question));
        JsonElement set = schema.RootElement.GetProperty("properties").GetProperty("set");
        return set.GetProperty("properties").Clone();
    }

    private static Scenario Any(SeededGenerator random)
    {
        long first = 1 + random.NextBelow(20);
        var odd = new Ratio(1 + random.NextBelow(1000), 1000 + random.NextBelow(9000));
        return Question.Schema.Defaults()
            .With("tosses", (long)random.NextBelow(1000))
            .With("bias", new Ratio(random.NextBelow(1000), 1000))
            .With("runs", (IReadOnlyList<long>)[first, first + 1 + random.NextBelow(20)])
            .With("odds", (IReadOnlyList<Ratio>)[new(1, 100), odd + new Ratio(1, 50)])
            .With("side", random.NextBelow(2) == 0 ? "heads" : "tails")
            .With("shown", (IReadOnlyList<string>)["story", "chart"]);
    }

    private sealed class Thirds : IQuestion
    {
        public string Name => "thirds";

        public string Asks => "What is a third?";

        public int DefaultReplicas => 1;

        public ScenarioSchema Schema { get; } =
            new(1, [new RatioKey("part", "A part.", new(1, 2), new(1, 3), new(1, 2))]);

        public IExperiment? Prepare(Scenario scenario, out Refusal? refusal)
        {
            refusal = null;
            return null;
        }
    }
}
