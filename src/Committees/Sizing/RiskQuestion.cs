namespace TrustlessPools.Committees.Sizing;

/// <summary>Asks what can befall a committee of a given shape.</summary>
public sealed record RiskQuestion
{
    /// <summary>Of whom the committee is drawn.</summary>
    public required OperatorPopulation Population { get; init; }

    /// <summary>n and t.</summary>
    public required CommitteeShape Shape { get; init; }

    /// <summary>The draws of a pool in a year, at least 1; by default one a day.</summary>
    public int DrawsPerYear { get; init; } = 365;
}
