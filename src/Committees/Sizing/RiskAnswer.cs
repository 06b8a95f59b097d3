namespace TrustlessPools.Committees.Sizing;

/// <summary>The answer to a <see cref="RiskQuestion"/>.</summary>
public abstract record RiskAnswer
{
    private RiskAnswer()
    {
    }

    /// <summary>The risks.</summary>
    public sealed record Assessed(CommitteeRisk Risk) : RiskAnswer;

    /// <summary>The question makes no sense.</summary>
    public sealed record Refused(SizingRefusal Refusal) : RiskAnswer;
}
