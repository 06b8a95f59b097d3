using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Collateral;

/// <summary>The same faults for a fund of every ratio, on the live ledger.</summary>
internal sealed class CollateralExperiment : IExperiment
{
    internal const double GweiAnEther = 1e9;

    /// <summary>The stake of a validator, ETH.</summary>
    internal static readonly double Stake = Ether(Gwei.ValidatorStake);

    internal CollateralExperiment(Scenario scenario)
    {
        Scenario = scenario;
        Prices = new StrategyPrices(StakedNetwork.Reference);
        PerValidator = FundRun.Prices.Of(Prices, (ulong)scenario.Integer(CollateralQuestion.Together));
        Ratios = scenario.Ratios(CollateralQuestion.Ratios);
        Measures =
        [
            new("lone", "slashings", "Lone slashings, of the fund of the first ratio."),
            new("events", "events", "Correlated slashings."),
            .. Ratios.SelectMany(static r => (Measure[])[
                new(Name("penalty", r), "ETH", "What the protocol asked for."),
                new(Name("shortfall", r), "ETH", "What of it nobody paid."),
                new(Name("uncovered", r), "ETH", "The most that exposed validators lacked in collateral."),
                new(Name("uncovered-days", r), "days", "Days on which they lacked some."),
                new(Name("validators", r), "validators", "The fewest that were exposed."),
                new(Name("emptied", r), "1", "Whether all collateral was lost."),
            ]),
        ];
    }

    public IReadOnlyList<Measure> Measures { get; }

    internal Scenario Scenario { get; }

    internal StrategyPrices Prices { get; }

    internal FundRun.Prices PerValidator { get; }

    internal IReadOnlyList<Ratio> Ratios { get; }

    internal int Days => (int)Scenario.Integer(CollateralQuestion.Years) * CollateralQuestion.DaysAYear;

    public Observation Observe(ReplicaRandom random)
    {
        Fate fate = Fate.Draw(this, random);
        var values = new List<double>();
        long lone = 0;
        foreach (Ratio ratio in Ratios)
        {
            FundOutcome outcome = Run(fate, ratio);
            lone = values.Count == 0 ? outcome.Lone : lone;
            values.AddRange([
                Ether(outcome.Last.Penalties), Ether(outcome.Last.Shortfall), Ether(outcome.Uncovered),
                outcome.UncoveredDays, outcome.LeastExposed, outcome.Last.Collateral.Value == 0 ? 1 : 0]);
        }

        return new([lone, fate.Events, .. values]);
    }

    public Report Conclude(Evidence evidence) => CollateralReport.Of(this, evidence);

    internal static string Name(string what, Ratio ratio) => $"{what}.c{ratio}";

    internal static double Ether(Gwei amount) => amount.Value / GweiAnEther;

    private FundOutcome Run(Fate fate, Ratio ratio)
    {
        var run = new FundRun(Scenario, ratio, PerValidator);
        (Gwei uncovered, int days, uint least, long lone) = (default, 0, run.Figures.Locks.Exposed, 0);
        foreach (DayOfFaults day in fate.Days)
        {
            run.Pass();
            lone += run.SlashAlone(day.Lone);
            run.SlashTogether(day.Together);
            if (day.IsAbsent)
            {
                run.MissADay();
            }

            Gwei lacking = run.Uncovered;
            uncovered = lacking > uncovered ? lacking : uncovered;
            days += lacking.Value > 0 ? 1 : 0;
            least = Math.Min(least, run.Figures.Locks.Exposed);
        }

        return new(run.Figures, uncovered, days, least, lone);
    }
}
