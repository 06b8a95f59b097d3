using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>What a list of complaints comes to, judged in its order.</summary>
/// <param name="Guilty">Dealers whose share is seen to be wrong.</param>
/// <param name="IsAccuserAtFault">True when an entry was false; those after it were not looked at.</param>
/// <remarks>So a list costs at most one wasted proof, however long it is.</remarks>
internal sealed record ComplaintJudgement(IReadOnlySet<OperatorId> Guilty, bool IsAccuserAtFault)
{
    internal static ComplaintJudgement Of(
        Memo memo,
        CeremonyContext context,
        Sequence<PostedDealing> dealings,
        OperatorId accuser,
        Sequence<Complaint> complaints)
    {
        var guilty = new HashSet<OperatorId>();
        foreach (Complaint complaint in complaints)
        {
            PostedDealing? accused = dealings.FirstOrDefault(d => d.Dealer == complaint.Dealer);
            if (accused is null)
            {
                return new(guilty, IsAccuserAtFault: true);
            }

            if (accused.IsDisqualified || guilty.Contains(complaint.Dealer))
            {
                continue;
            }

            if (Judge(memo, context, accused, accuser, complaint) is not ComplaintVerdict.DealerAtFault)
            {
                return new(guilty, IsAccuserAtFault: true);
            }

            guilty.Add(complaint.Dealer);
        }

        return new(guilty, IsAccuserAtFault: false);
    }

    internal IEnumerable<Charge> Faults(OperatorId accuser)
    {
        foreach (OperatorId dealer in Guilty.Order())
        {
            yield return new(dealer, FaultKind.WrongShare);
        }

        if (IsAccuserAtFault)
        {
            yield return new(accuser, FaultKind.FalseAccusation);
        }
    }

    private static ComplaintVerdict Judge(
        Memo memo, CeremonyContext context, PostedDealing accused, OperatorId accuser, Complaint complaint)
    {
        var transcript = new Transcript("complaint");
        transcript.Append(context.Root);
        transcript.Append(Dealing.Ssz.HashTreeRoot(accused.Dealing));
        transcript.Append(BitConverter.GetBytes(accuser.Value));
        transcript.Append(Complaint.Ssz.Serialize(complaint));
        return memo.Recall("complaint", transcript.ToHash(), () =>
            complaint.Judge(context, CheckedDealings.Of(memo, context, accused), accuser));
    }
}

/// <summary>Whether a confirmation is by the member's share.</summary>
internal static class ConfirmationCheck
{
    internal static bool Holds(Memo memo, CeremonyContext context, G1Bytes publicShare, G2Bytes confirmation)
    {
        Hash32 inputs = Hash32.Sha256(
            [.. context.Root.ToArray(), .. publicShare.AsSpan(), .. confirmation.AsSpan()]);
        return memo.Recall(
            "confirmation", inputs, () => Confirmation.Verify(context, publicShare, confirmation));
    }
}
