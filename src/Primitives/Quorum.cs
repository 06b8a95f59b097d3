namespace TrustlessPools.Primitives;

/// <summary>The sizes that Byzantine agreement among n participants rests on, in integers.</summary>
/// <remarks>
/// Moniz 2020: of n participants up to floor((n-1)/3) may be faulty; a quorum is ceil(2n/3).
/// </remarks>
public static class Quorum
{
    /// <summary>
    /// The least number of participants any two groups of which share an honest one: ceil(2n/3).
    /// </summary>
    /// <param name="participants">At least 1.</param>
    public static int Of(int participants) => checked((2 * participants) + 2) / 3;

    /// <summary>True when <paramref name="votes"/> reach the quorum: 3 votes &gt;= 2n.</summary>
    public static bool IsReached(int votes, int participants) => 3L * votes >= 2L * participants;

    /// <summary>The number of faulty participants that is tolerated: floor((n-1)/3).</summary>
    public static int FaultsTolerated(int participants) => (participants - 1) / 3;
}
