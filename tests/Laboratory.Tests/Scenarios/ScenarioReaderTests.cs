using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private static readonly CoinTosses Question = new();

    private const string Head = "\"question\": \"coin-tosses\", \"version\": 3";

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        ScenarioFile file = Read($$"""{ {{Head}} }""");
        Assert.Same(Question, file.Question);
        Assert.Null(file.Seed);
        Assert.Null(file.Replicas);
        Assert.Equal(100, file.Scenario.Integer("tosses"));
        Assert.Equal("heads", file.Scenario.Choice("side"));
    }

    [Fact]
    public void Each_kind_of_value_is_read_exactly()
    {
        ScenarioFile file = Read($$"""
            // A comment.
            {
              {{Head}}, "seed": 18446744073709551615, "replicas": 10000000,
              "set": {
                "tosses": -1, "bias": 0.1, /* another */ "runs": [1, 50],
                "odds": ["1/3", 5e-1, 9], "side": "tails", "shown": ["story", "mean"],
              },
            }
            """);
        Assert.Equal(ulong.MaxValue, file.Seed);
        Assert.Equal(10_000_000, file.Replicas);
        Assert.Equal(-1, file.Scenario.Integer("tosses"));
        Assert.Equal(new Ratio(1, 10), file.Scenario.Ratio("bias"));
        Assert.Equal([1L, 50], file.Scenario.Integers("runs"));
        Assert.Equal([new(1, 3), new(1, 2), Ratio.FromInteger(9)], file.Scenario.Ratios("odds"));
        Assert.Equal("tails", file.Scenario.Choice("side"));
        Assert.Equal(["story", "mean"], file.Scenario.Choices("shown"));
    }

    [Theory]
    [InlineData("\"tosses\": 1001", "WrongValue: got tosses = 1001, permitted is an integer from -1 to 1000")]
    [InlineData("\"tosses\": -2", "an integer from -1 to 1000")]
    [InlineData("\"tosses\": \"5\"", "got tosses = \"5\"")]
    [InlineData("\"tosses\": 5.0", "got tosses = 5.0")]
    [InlineData("\"tosses\": 5e1", "got tosses = 5e1")]
    [InlineData("\"tosses\": true", "got tosses = true")]
    [InlineData("\"tosses\": null", "got tosses = null")]
    [InlineData("\"tosses\": [5]", "got tosses = [5]")]
    [InlineData("\"tosses\": {\"a\": [1]}", "got tosses = {…}")]
    [InlineData("\"tosses\": 99999999999999999999", "an integer from -1 to 1000")]
    [InlineData("\"bias\": 1.0000000000000000000001", "a number from 0 to 1")]
    [InlineData("\"bias\": \"-1/1000000000000\"", "a number from 0 to 1")]
    [InlineData("\"bias\": \"1/0\"", "a number from 0 to 1")]
    [InlineData("\"bias\": \"half\"", "got bias = \"half\"")]
    [InlineData("\"runs\": 5", "got runs = 5, permitted is 1 to 4 ascending integers from 1 to 50")]
    [InlineData("\"runs\": []", "got runs = []")]
    [InlineData("\"runs\": [1, 1]", "got runs = [1, 1]")]
    [InlineData("\"runs\": [2, 1]", "got runs = [2, 1]")]
    [InlineData("\"runs\": [1, 2, 3, 4, 5]", "1 to 4 ascending")]
    [InlineData("\"runs\": [1, [2]]", "got runs = [1, […]]")]
    [InlineData("\"runs\": [1, {\"a\": 1}]", "got runs = [1, {…}]")]
    [InlineData("\"odds\": [\"1/2\", 0.5]", "got odds = [\"1/2\", 0.5]")]
    [InlineData("\"odds\": [\"1/101\"]", "1 to 3 ascending numbers from 1/100 to 9")]
    [InlineData("\"side\": \"edge\"", "got side = \"edge\", permitted is one of heads, tails")]
    [InlineData("\"side\": heads", "NotJson")]
    [InlineData("\"shown\": [\"mean\", \"mean\"]", "some of mean, chart, story, each once")]
    [InlineData("\"shown\": []", "some of mean, chart, story, each once")]
    [InlineData("\"shown\": [1]", "got shown = [1]")]
    [InlineData("\"tossses\": 1", "UnknownKey: got key 'tossses' (is it tosses?), permitted is tosses, bias")]
    [InlineData("\"zzzzzzzz\": 1", "UnknownKey: got key 'zzzzzzzz', permitted")]
    [InlineData("\"bias\": 0, \"bias\": 1", "RepeatedKey: got 'bias' again, permitted is each key once")]
    [InlineData("\"side\": \"\\ud800\"", "NotJson: got half a character")]
    public void A_wrong_key_is_refused_with_its_line(string set, string refusal)
    {
        ScenarioFlaw flaw = Assert.Single(Flaws($"{{ {Head}, \"set\": {{\n\n{set}\n}} }}"));
        Assert.Equal(3, flaw.Line);
        Assert.Contains(refusal, $"{flaw.Refusal}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "NotJson")]
    [InlineData("\n[1]", 2, "NotJson: got something else")]
    [InlineData("{\n\"question\" 5}", 2, "NotJson")]
    [InlineData("{ " + Head + " }\n5", 2, "NotJson")]
    [InlineData("{ " + Head + ", \n\"set\": 5 }", 2, "got set = 5, permitted is an object of keys")]
    [InlineData("{ " + Head + ", \"set\": {},\n\"set\": {} }", 2, "RepeatedKey: got 'set' again")]
    [InlineData("{ " + Head + ",\n\"seed\": -1 }", 2, "from 0 to 18446744073709551615")]
    [InlineData("{ " + Head + ",\n\"seed\": \"1\" }", 2, "got seed = \"1\"")]
    [InlineData("{ " + Head + ",\n\"replicas\": 0 }", 2, "an integer from 1 to 10000000")]
    [InlineData("{ " + Head + ",\n\"replicas\": 10000001 }", 2, "an integer from 1 to 10000000")]
    [InlineData("{ " + Head + ",\n\"sed\": 1 }", 2, "(is it seed?), permitted is question, version, seed")]
    [InlineData("{ \"version\": 3 }", 1, "MissingKey: got no 'question'")]
    [InlineData("{ \"question\": \"coin-tosses\" }", 1, "MissingKey: got no 'version'")]
    [InlineData("{ \"question\": \"coin-tosses\",\n\"version\": 2 }", 2, "WrongSchemaVersion: got version 2")]
    [InlineData("{ \"question\": \"coin-tosses\",\n\"version\": \"3\" }", 2, "got version = \"3\"")]
    [InlineData("{ \"version\": 3,\n\"question\": \"coin-toss\" }", 2, "\"coin-toss\" (is it coin-tosses?)")]
    [InlineData("{ \"version\": 3,\n\"question\": 5 }", 2, "UnknownQuestion: got question 5")]
    public void A_file_of_the_wrong_form_is_refused_with_the_line(string text, int line, string refusal)
    {
        ScenarioFlaw flaw = Assert.Single(Flaws(text));
        Assert.Equal(line, flaw.Line);
        Assert.Contains(refusal, $"{flaw.Refusal}", StringComparison.Ordinal);
    }

    [Fact]
    public void All_flaws_are_told_at_once_in_the_order_of_lines() => Assert.Equal(
        [
            "3 UnknownKey", "4 WrongSchemaVersion", "5 WrongValue", "6 WrongValue", "8 WrongValue",
            "9 UnknownKey", "10 RepeatedKey", "11 WrongValue",
        ],
        Flaws("""
            // Everything is wrong here.
            { "question": "coin-tosses",
              "more": 1,
              "version": 2,
              "seed": 0.5,
              "replicas": 0,
              "set": {
                "bias": 2,
                "byas": 1,
                "bias": 1,
                "side": 3
              } }
            """).Select(static f => $"{f.Line} {f.Refusal.Reason}"));

    [Fact]
    public void A_text_longer_than_any_scenario_is_refused()
    {
        string most = $"{{ {Head} }}".PadRight(ScenarioReader.TextLengthMax);
        Assert.NotNull(ScenarioReader.Read(most, [Question], out _));
        ScenarioFlaw flaw = Assert.Single(Flaws(most + " "));
        Assert.Equal("TooLong: got 1048577 characters, permitted is at most 1048576", $"{flaw.Refusal}");
    }

    [Fact]
    public void Whatever_the_text_it_is_read_or_refused()
    {
        string whole = ScenarioJson.Of(Question, Question.Schema.Defaults(), seed: 1, replicas: 5);
        const string Letters = "{}[]\",:\\/*0123456789.-eutf \nabc€";
        for (ulong seed = 1; seed <= 3000; seed++)
        {
            var random = new SeededGenerator(seed);
            char[] text = whole.ToCharArray();
            for (int i = random.NextBelow(4); i >= 0; i--)
            {
                text[random.NextBelow(text.Length)] = Letters[random.NextBelow(Letters.Length)];
            }

            string changed = new(text, 0, 1 + random.NextBelow(text.Length));
            ScenarioFile? file = ScenarioReader.Read(
                changed, [Question], out IReadOnlyList<ScenarioFlaw> flaws);
            Assert.True(file is null == flaws.Count > 0, $"seed {seed}: {changed}");
            Assert.All(flaws, f => Assert.InRange(f.Line, 1, changed.Split('\n').Length));
        }
    }

    [Theory]
    [InlineData("bias=1/4", "bias", "1/4")]
    [InlineData("bias=0.25", "bias", "1/4")]
    [InlineData("runs=1,7", "runs", "1,7")]
    [InlineData("side=tails", "side", "tails")]
    [InlineData("shown=story,chart", "shown", "story,chart")]
    public void A_key_is_changed_as_a_command_line_says_it(string change, string key, string value)
    {
        Scenario? changed = ScenarioReader.Change(Question.Schema.Defaults(), [change], out Refusal? refusal);
        Assert.Null(refusal);
        Assert.Equal(value, string.Join(',', changed!.Texts(key)));
    }

    [Theory]
    [InlineData("bias", "WrongValue: got bias = , permitted is a number from 0 to 1")]
    [InlineData("bias=", "WrongValue: got bias = ,")]
    [InlineData("bias=1=1", "WrongValue: got bias = 1=1,")]
    [InlineData("runs=7,1", "WrongValue: got runs = 7,1, permitted is 1 to 4 ascending integers")]
    [InlineData("bais=1", "UnknownKey: got key 'bais' (is it bias?)")]
    public void A_wrong_change_is_refused(string change, string expected)
    {
        Assert.Null(ScenarioReader.Change(
            Question.Schema.Defaults(), ["tosses=5", change], out Refusal? refusal));
        Assert.StartsWith(expected, $"{refusal}", StringComparison.Ordinal);
    }

    private static ScenarioFile Read(string text)
    {
        ScenarioFile? file = ScenarioReader.Read(text, [Question], out IReadOnlyList<ScenarioFlaw> flaws);
        Assert.Empty(flaws);
        return file!;
    }

    private static IReadOnlyList<ScenarioFlaw> Flaws(string text)
    {
        Assert.Null(ScenarioReader.Read(text, [Question], out IReadOnlyList<ScenarioFlaw> flaws));
        return flaws;
    }
}
