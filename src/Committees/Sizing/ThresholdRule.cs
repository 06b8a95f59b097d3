namespace TrustlessPools.Committees.Sizing;

/// <summary>How a committee's threshold follows from its size.</summary>
public enum ThresholdRule
{
    /// <summary>t is the quorum ceil(2n/3), a pool's default.</summary>
    Quorum,

    /// <summary>t is any that meets the bounds.</summary>
    Free,
}
