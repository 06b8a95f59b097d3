namespace TrustlessPools.Committees.Sizing;

/// <summary>The answer to a <see cref="SafetyQuestion"/>.</summary>
public abstract record SafetyAnswer
{
    private SafetyAnswer()
    {
    }

    /// <summary>There is one.</summary>
    public sealed record Found(SafeCommittee Committee) : SafetyAnswer;

    /// <summary>There is none, or the question makes no sense.</summary>
    public sealed record Refused(SizingRefusal Refusal) : SafetyAnswer;
}
