using TrustlessPools.Laboratory.Reporting;

namespace TrustlessPools.Laboratory.Questions;

/// <summary>One question under one scenario, ready to be repeated.</summary>
/// <remarks>
/// An experiment is immutable: replicas run on many threads at once. What it needs only once (tables, closed
/// forms) it computes before.
/// </remarks>
public interface IExperiment
{
    /// <summary>What each replica measures, in this order; the same for every replica.</summary>
    IReadOnlyList<Measure> Measures { get; }

    /// <summary>Runs one replica from its own random numbers alone.</summary>
    /// <param name="random">The replica's random numbers: the same whatever the thread or shard.</param>
    /// <returns>One value for each of <see cref="Measures"/>.</returns>
    Observation Observe(ReplicaRandom random);

    /// <summary>Draws the conclusions from all replicas, in the order of their numbers.</summary>
    Report Conclude(Evidence evidence);
}
