using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;

namespace TrustlessPools.Operator.Chain;

/// <summary>
/// Verifies the claims of messages that wait together: operations, and votes on the next block.
/// </summary>
internal static class WaitingMessages
{
    internal static void Verify(
        OperatorSettings settings, OperatorState state, IReadOnlyList<OperatorInput.Received> waiting)
    {
        var operations = new List<SignedOperation>();
        var votes = new List<IdentityClaim>();
        foreach (OperatorInput.Received received in waiting)
        {
            bool isHeard = state.Chain.OperatorOf(received.Peer) is not null
                && received.Bytes.Length <= PeerMessage.SizeMax;
            if (!isHeard || !received.TryRead(out PeerMessage? message))
            {
                continue;
            }

            switch (message)
            {
                case OperationMessage offered
                    when state.Chain.OperatorOf(offered.Operation.Sender) is not null:
                    operations.Add(offered.Operation);
                    break;
                case BlockVoteMessage vote when vote.Height == state.Agreement?.Height:
                    votes.AddRange(ClaimsOf(settings, state, vote.Envelope));
                    break;
            }
        }

        if (operations.Count > 0)
        {
            // The block that will hold them will hold the operator's own, too.
            Foresight.Verify(
                settings.Rules,
                state.Chain,
                [.. operations, .. state.Mempool.Own.Values, .. state.Offered.Waiting.Values]);
        }

        IdentitySignature.VerifyAll(votes, settings.Rules.Memo);
    }

    private static IEnumerable<IdentityClaim> ClaimsOf(
        OperatorSettings settings, OperatorState state, QbftEnvelope envelope)
    {
        foreach (SignedQbftMessage signed in envelope.SignedMessages())
        {
            Voter? voter = state.Chain.Voters.FirstOrDefault(v => v.Id == signed.Sender);
            if (voter is not null && signed.Signature.Length == G2Bytes.Size)
            {
                yield return new(
                    voter.IdentityKey,
                    Certification.SigningRoot(settings.Rules.Network, signed.Message),
                    new(signed.Signature));
            }
        }
    }
}
