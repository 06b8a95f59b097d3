using System.Globalization;
using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.DelegationGame;

/// <summary>The same players under every scheme, number of pools and influence of pledge.</summary>
internal sealed class DelegationGameExperiment : IExperiment
{
    private readonly Scenario _scenario;

    internal DelegationGameExperiment(Scenario scenario)
    {
        _scenario = scenario;
        Cells =
        [
            .. from name in scenario.Choices(DelegationGameQuestion.Forms)
               from k in scenario.Integers(DelegationGameQuestion.Targets)
               from a0 in scenario.Ratios(DelegationGameQuestion.Influences)
               select new GameCell(name, (int)k, a0),
        ];
        Measures = [.. Cells.SelectMany(static c => GameCell.Parts.Select(c.MeasureOf))];
    }

    public IReadOnlyList<Measure> Measures { get; }

    internal Scenario Scenario => _scenario;

    internal IReadOnlyList<GameCell> Cells { get; }

    public Observation Observe(ReplicaRandom random)
    {
        IReadOnlyList<(double, double)> players = DelegationGameQuestion.Draw(_scenario, random.Stream());
        var values = new List<double>();
        for (int i = 0; i < Cells.Count; i++)
        {
            Game game = Play(Cells[i], players, random.Stream((uint)i + 1), after: null);
            var outcome = GameOutcome.Of(game);
            values.AddRange([
                game.IsAtRest ? 1 : 0, game.LastMove, outcome.Pools, outcome.Operators, outcome.Splitters,
                outcome.NakamotoCoefficient, outcome.Pledge, outcome.MeanMargin, outcome.Gini]);
        }

        return new(values);
    }

    public Report Conclude(Evidence evidence) => DelegationGameReport.Of(this, evidence);

    /// <summary>Plays one cell.</summary>
    internal Game Play(
        GameCell cell, IReadOnlyList<(double, double)> players, SeededGenerator random, Action<Game>? after)
    {
        RewardForm form = DelegationGameQuestion.AllForms.First(f => f.Name == cell.Scheme).Form;
        var scheme = new RewardScheme(
            form,
            cell.TargetPools,
            Numbers.Of(cell.PledgeInfluence),
            Numbers.Of(_scenario.Ratio(DelegationGameQuestion.Cap)));
        var game = new Game(
            new(
                scheme,
                cell.TargetPools,
                Numbers.Of(_scenario.Ratio(DelegationGameQuestion.Extra)),
                Numbers.Of(_scenario.Ratio(DelegationGameQuestion.Threshold)),
                (int)_scenario.Integer(DelegationGameQuestion.IdleRounds),
                (int)_scenario.Integer(DelegationGameQuestion.Rounds)),
            players);
        bool isRandom = _scenario.Choice(DelegationGameQuestion.Order) == DelegationGameQuestion.Random;
        game.Play(isRandom ? random : null, after);
        return game;
    }
}

/// <summary>One scheme with its parameters.</summary>
internal sealed record GameCell(string Scheme, int TargetPools, Ratio PledgeInfluence)
{
    internal const string Rest = "rest";
    internal const string Rounds = "rounds";
    internal const string Pools = "pools";
    internal const string Operators = "operators";
    internal const string Splitters = "splitters";
    internal const string Nakamoto = "nakamoto";
    internal const string Pledge = "pledge";
    internal const string Margin = "margin";
    internal const string Gini = "gini";

    internal static IReadOnlyList<string> Parts { get; } =
        [Rest, Rounds, Pools, Operators, Splitters, Nakamoto, Pledge, Margin, Gini];

    internal string Name(string part) => string.Create(
        CultureInfo.InvariantCulture, $"{part}.{Scheme}.k{TargetPools}.a{PledgeInfluence}");

    internal Measure MeasureOf(string part) => new(Name(part), "1", part switch
    {
        Rest => "Whether play came to rest.",
        Rounds => "The last round in which somebody moved.",
        Pools => "Pools that are left.",
        Operators => "Players who run them.",
        Splitters => "Players who run two or more.",
        Nakamoto => "The fewest operators with more than half of the stake in pools.",
        Pledge => "The pledge of all pools, a part of all stake.",
        Margin => "The mean margin of pools.",
        _ => "How unevenly stake in pools lies with operators, 0 to 1.",
    });
}
