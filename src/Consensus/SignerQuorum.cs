using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>
/// Whether a set of signers is a quorum of the participants: the rule behind every certificate.
/// </summary>
public static class SignerQuorum
{
    /// <summary>Counts the participants among the signers.</summary>
    /// <param name="participants">Distinct.</param>
    /// <param name="signers">
    /// In any order; who appears twice counts once, who is no participant not at all.
    /// </param>
    /// <remarks>O(participants * signers): far less than verifying the signatures that are counted.</remarks>
    public static int Count(Sequence<OperatorId> participants, IEnumerable<OperatorId> signers)
    {
        ArgumentNullException.ThrowIfNull(signers);
        var seen = new bool[participants.Count];
        int count = 0;
        foreach (OperatorId signer in signers)
        {
            int index = participants.AsSpan().IndexOf(signer);
            if (index >= 0 && !seen[index])
            {
                seen[index] = true;
                count++;
            }
        }

        return count;
    }

    /// <summary>
    /// True when three times the participants among the signers reach twice all participants.
    /// </summary>
    /// <param name="participants">Distinct, at least one.</param>
    /// <param name="signers">
    /// In any order; who appears twice counts once, who is no participant not at all.
    /// </param>
    public static bool IsReached(Sequence<OperatorId> participants, IEnumerable<OperatorId> signers) =>
        Quorum.IsReached(Count(participants, signers), participants.Count);
}
