using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Questions;

/// <summary>The observations of all replicas under one scenario and seed.</summary>
public sealed class Evidence
{
    private readonly Dictionary<string, int> _columns;

    /// <summary>Gathers observations.</summary>
    /// <param name="scenario">What was asked.</param>
    /// <param name="seed">What repeats the run.</param>
    /// <param name="measures">What each observation holds.</param>
    /// <param name="observations">Of replicas 0, 1, 2 and so on; not empty.</param>
    public Evidence(
        Scenario scenario,
        ulong seed,
        IReadOnlyList<Measure> measures,
        IReadOnlyList<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(observations);
        Invariant.Holds(observations.Count > 0, "There is at least one replica.");
        Invariant.Holds(
            observations.All(o => o.Values.Count == measures.Count && o.Values.All(double.IsFinite)),
            "Each replica yields one finite number a measure.");
        Scenario = scenario;
        Seed = seed;
        Measures = measures;
        Observations = observations;
        _columns = measures.Index().ToDictionary(static m => m.Item.Name, static m => m.Index);
    }

    /// <summary>What was asked.</summary>
    public Scenario Scenario { get; }

    /// <summary>What repeats the run.</summary>
    public ulong Seed { get; }

    /// <summary>What each observation holds.</summary>
    public IReadOnlyList<Measure> Measures { get; }

    /// <summary>One a replica, in the order of their numbers.</summary>
    public IReadOnlyList<Observation> Observations { get; }

    /// <summary>One measure, a value a replica, in the order of their numbers.</summary>
    public IEnumerable<double> Values(string measure)
    {
        int column = _columns[measure];
        return Observations.Select(o => o.Values[column]);
    }

    /// <summary>The statistics of one measure over all replicas.</summary>
    public Estimate Of(string measure) => Estimate.Of(Values(measure));
}
