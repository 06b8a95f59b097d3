using System.Globalization;
using TrustlessPools.Committees.Sizing;
using TrustlessPools.Laboratory.Numerics;
using TrustlessPools.Laboratory.Questions;
using TrustlessPools.Laboratory.Reporting;
using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.CommitteeCapture;

/// <summary>
/// Committees drawn from an adversary that stands still, and pools that rotate before one that moves.
/// </summary>
internal sealed class CommitteeCaptureExperiment : IExperiment
{
    private readonly SeatSampler[] _samplers;
    private readonly Lazy<Dictionary<(int Seats, long Term), ThresholdLosses>> _losses;

    internal CommitteeCaptureExperiment(Scenario scenario)
    {
        Operators = (int)scenario.Integer(CommitteeCaptureQuestion.Operators);
        Parts = scenario.Ratios(CommitteeCaptureQuestion.Thresholds);
        Seats = [.. scenario.Integers(CommitteeCaptureQuestion.Seats).Select(static n => (int)n)];
        Shapes = [.. Parts.SelectMany(ShapesOf).Distinct()];
        Terms = scenario.Integers(CommitteeCaptureQuestion.Terms);
        Days = scenario.Integer(CommitteeCaptureQuestion.Years) * CommitteeCaptureQuestion.DaysAYear;
        Draws = scenario.Integer(CommitteeCaptureQuestion.Draws);
        Marked = (int)(scenario.Ratio(CommitteeCaptureQuestion.Adversary) * Ratio.FromInteger(Operators))
            .Floor();
        Adversary = new(
            scenario.Ratio(CommitteeCaptureQuestion.Corruption),
            scenario.Ratio(CommitteeCaptureQuestion.Recovery),
            scenario.Ratio(CommitteeCaptureQuestion.Leaving),
            scenario.Ratio(CommitteeCaptureQuestion.Erasure));
        _losses = new(() => (from seats in Seats from term in Terms select (seats, term)).ToDictionary(
            static x => x, x => new ThresholdLosses(Adversary, x.seats, x.term, Days)));
        _samplers = [.. Shapes.Select(s => new SeatSampler(s.Seats, Operators, Marked))];
        Measures =
        [
            .. Shapes.SelectMany(static s => (Measure[])[
                new(TakeOver(s), "1", $"The part of drawn committees of {s.Seats} with {s.TakeOverLeast} "
                    + "adversarial members or more."),
                new(Stall(s), "1", $"The part of drawn committees of {s.Seats} that sign nothing without "
                    + "the adversary."),
            ]),
            .. from shape in Shapes
               from term in Terms
               from measure in (Measure[])[
                   new(Versions(shape, term), "1", $"Versions of which {shape.Threshold} shares were seen, "
                       + $"of a pool of {shape.Seats} with terms of {term} days."),
                   new(Captured(shape, term), "1", $"Whether there was one."),
                   new(Stops(shape, term), "1", "Hand-overs for which fewer than "
                       + $"{shape.Threshold} of {shape.Seats} members dealt, after {term} days."),
                   new(
                       Stalled(shape, term),
                       "1",
                       "The part of days on which it signs nothing without the adversary."),
               ]
               select measure,
        ];
    }

    public IReadOnlyList<Measure> Measures { get; }

    internal int Operators { get; }

    internal int Marked { get; }

    internal long Days { get; }

    internal long Draws { get; }

    internal IReadOnlyList<int> Seats { get; }

    /// <summary>The threshold for each seat.</summary>
    internal IReadOnlyList<Ratio> Parts { get; }

    internal IReadOnlyList<CommitteeShape> Shapes { get; }

    internal IReadOnlyList<long> Terms { get; }

    internal MobileAdversary Adversary { get; }

    public Observation Observe(ReplicaRandom random)
    {
        var values = new List<double>();
        for (int i = 0; i < Shapes.Count; i++)
        {
            values.AddRange(Drawn(Shapes[i], _samplers[i], random.Stream((uint)i + 1)));
        }

        values.AddRange(Rotated(random.Stream()));
        return new(values);
    }

    public Report Conclude(Evidence evidence) => CommitteeCaptureReport.Of(this, evidence);

    /// <summary>The committees with that threshold for each seat, by their seats.</summary>
    internal IReadOnlyList<CommitteeShape> ShapesOf(Ratio part) =>
        [.. Seats.Select(n => new CommitteeShape(n, (int)(Ratio.FromInteger(n) * part).Ceiling()))];

    internal static string TakeOver(CommitteeShape shape) => Name("takeover", shape);

    internal static string Stall(CommitteeShape shape) => Name("stall", shape);

    internal static string Versions(CommitteeShape shape, long term) => $"{Name("versions", shape)}.d{term}";

    internal static string Captured(CommitteeShape shape, long term) => $"{Name("captured", shape)}.d{term}";

    internal static string Stops(CommitteeShape shape, long term) => $"{Name("stops", shape)}.d{term}";

    internal static string Stalled(CommitteeShape shape, long term) => $"{Name("stalled", shape)}.d{term}";

    /// <summary>The chance that a pool signs nothing without the adversary on a given day, exactly.</summary>
    /// <remarks>Who is drawn is the adversary's as often as anybody, on every day of the term.</remarks>
    internal double StalledDay(CommitteeShape shape) =>
        new BinomialTails(shape.Seats, Adversary.StationaryPart).AtLeast(shape.TemporaryStallLeast);

    /// <summary>The exact distribution of adversarial seats, where the adversary does not move.</summary>
    internal SeatDistribution Distribution(CommitteeShape shape) =>
        SeatDistribution.Hypergeometric(shape.Seats, Operators, Marked);

    /// <summary>What every threshold loses at one size and term, in closed form.</summary>
    internal ThresholdLosses Losses(int seats, long term) => _losses.Value[(seats, term)];

    /// <summary>The expected number of versions of which t shares are seen by the end.</summary>
    internal double ExpectedVersions(CommitteeShape shape, long term) =>
        Losses(shape.Seats, term).Seen(shape.Threshold);

    /// <summary>The expected number of hand-overs for which fewer than t members deal.</summary>
    internal double ExpectedStops(CommitteeShape shape, long term) =>
        Losses(shape.Seats, term).Stopped(shape.Threshold);

    private static string Name(string what, CommitteeShape shape) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}.n{shape.Seats}.t{shape.Threshold}");

    private double[] Drawn(CommitteeShape shape, SeatSampler sampler, SeededGenerator random)
    {
        if (Draws == 0)
        {
            return [0, 0];
        }

        (long takeOvers, long stalls) = (0, 0);
        for (long i = 0; i < Draws; i++)
        {
            int seats = sampler.Next(random);
            takeOvers += seats >= shape.TakeOverLeast ? 1 : 0;
            stalls += seats >= shape.TemporaryStallLeast ? 1 : 0;
        }

        return [(double)takeOvers / Draws, (double)stalls / Draws];
    }

    /// <summary>One population's days, and in it a pool for each shape and term.</summary>
    private IEnumerable<double> Rotated(SeededGenerator random)
    {
        var world = new OperatorWorld(Operators, Adversary, random);
        RotatingPool[] pools = [
            .. from shape in Shapes from term in Terms select new RotatingPool(shape, term)];
        for (long day = 0; day < Days; day++)
        {
            foreach (RotatingPool pool in pools)
            {
                pool.Begin(day, Days, world);
            }

            world.Pass();
            foreach (RotatingPool pool in pools)
            {
                pool.End(day, world);
            }
        }

        return pools.SelectMany(static p => (double[])[
            p.Captured, p.Captured > 0 ? 1 : 0, p.Stops,
            p.Days == 0 ? 0 : (double)p.StalledDays / p.Days]);
    }

    /// <summary>A pool that hands over after each whole term that fits in the run.</summary>
    private sealed class RotatingPool(CommitteeShape shape, long term)
    {
        private readonly List<OperatorWorld.Version> _versions = [];

        internal int Stops { get; private set; }

        internal int Captured => _versions.Count(v => v.Seen >= shape.Threshold);

        internal long Days { get; private set; }

        internal long StalledDays { get; private set; }

        internal void Begin(long day, long days, OperatorWorld world)
        {
            if (day % term == 0 && day + term <= days)
            {
                _versions.Add(world.Draw(shape.Seats));
            }

            if (day < _versions.Count * term)
            {
                Days++;
                StalledDays += world.CorruptMembers(_versions[^1]) >= shape.TemporaryStallLeast ? 1 : 0;
            }
        }

        internal void End(long day, OperatorWorld world)
        {
            if ((day + 1) % term == 0 && _versions.Count == (day + 1) / term)
            {
                Stops += world.NotDealing(_versions[^1]) >= shape.PermanentStallLeast ? 1 : 0;
                world.HandOver(_versions[^1]);
            }
        }
    }
}
