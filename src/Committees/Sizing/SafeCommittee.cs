namespace TrustlessPools.Committees.Sizing;

/// <summary>A committee within the bounds.</summary>
/// <param name="ThresholdLeast">The least threshold that meets the bounds at this number of seats.</param>
/// <param name="ThresholdMost">The greatest one.</param>
/// <param name="Risk">
/// The risks at the threshold that is proposed: the quorum if it is within the two, else the one of them next
/// to it.
/// </param>
public sealed record SafeCommittee(int ThresholdLeast, int ThresholdMost, CommitteeRisk Risk)
{
    /// <summary>n and the t that is proposed.</summary>
    public CommitteeShape Shape => Risk.Shape;
}
