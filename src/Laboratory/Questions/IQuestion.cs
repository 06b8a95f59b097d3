using TrustlessPools.Laboratory.Scenarios;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Questions;

/// <summary>
/// What the laboratory can be asked: a schema of scenarios, and an experiment for each of them.
/// </summary>
public interface IQuestion
{
    /// <summary>Its name on the command line and in scenario files, such as <c>payout-variance</c>.</summary>
    string Name { get; }

    /// <summary>One sentence that says what is asked.</summary>
    string Asks { get; }

    /// <summary>The keys that a scenario of this question may set.</summary>
    ScenarioSchema Schema { get; }

    /// <summary>How many replicas answer the question well by default, at least 1.</summary>
    int DefaultReplicas { get; }

    /// <summary>Makes an experiment of a scenario that fits <see cref="Schema"/>.</summary>
    /// <param name="scenario">Every key is there and within its range.</param>
    /// <param name="refusal">Why keys that fit one by one do not fit together; null otherwise.</param>
    /// <returns>The experiment, or null with a refusal.</returns>
    IExperiment? Prepare(Scenario scenario, out Refusal? refusal);
}
