using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>How many members must have spoken before a hand-over goes on.</summary>
public static class HandOverQuorums
{
    /// <summary>
    /// The confirmations after which a new committee is able to serve although f of them may lie: ceil(2n/3).
    /// </summary>
    public static int ConfirmationsNeeded(int recipients) => Quorum.Of(recipients);

    /// <summary>
    /// The fences after which the old committee cannot sign past the boundary, and the final reports among
    /// which some honest member of any t signers has spoken.
    /// </summary>
    /// <remarks>
    /// Of n members, f may be faulty: they sign whether they fenced or not. With F fences, at most n - F have
    /// not fenced and at most f of the others break their word, so t signatures cannot come together once n -
    /// F + f &lt; t. With the default t = ceil(2n/3) this is t itself. Never fewer than t, never more than n.
    /// </remarks>
    public static int FencesNeeded(PublicSharing old)
    {
        ArgumentNullException.ThrowIfNull(old);
        int n = old.Members.Count;
        int enough = n - old.Threshold + 1 + Quorum.FaultsTolerated(n);
        return Math.Min(n, Math.Max(old.Threshold, enough));
    }
}
