using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Sizing;

/// <summary>Asks for committees whose risks stay below stated bounds.</summary>
public sealed record SafetyQuestion
{
    /// <summary>Of whom the committee is drawn.</summary>
    public required OperatorPopulation Population { get; init; }

    /// <summary>The most that the chance of a take-over in a year may be, 0 to 1.</summary>
    public required Ratio TakeOverPerYearMax { get; init; }

    /// <summary>The most that the chance of a permanent stall in a year may be, 0 to 1.</summary>
    public required Ratio PermanentStallPerYearMax { get; init; }

    /// <summary>
    /// The most that the chance of an equivocation in a year may be, 0 to 1; by default 1, no bound.
    /// </summary>
    public Ratio EquivocationPerYearMax { get; init; } = Ratio.One;

    /// <summary>The draws of a pool in a year, at least 1; by default one a day.</summary>
    public int DrawsPerYear { get; init; } = 365;

    /// <summary>How the threshold follows from the size; by default it is the quorum.</summary>
    public ThresholdRule ThresholdRule { get; init; } = ThresholdRule.Quorum;

    /// <summary>The largest committee that is looked at; 1 to 2048, by default 512.</summary>
    /// <remarks>Where none is found, 512 take seconds and 2048 may take a minute.</remarks>
    public int SeatsMax { get; init; } = 512;
}
