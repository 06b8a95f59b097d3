using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>An operator's signed word on what its beacon node says.</summary>
public sealed record SignedStatement(EpochStatement Statement, G2Bytes Signature);

/// <summary>
/// Collects operators' statements about the beacon chain, and makes the report when a quorum agrees.
/// </summary>
internal static class StatementSteps
{
    /// <summary>A peer states what it saw; its latest word replaces an earlier one.</summary>
    internal static void Take(Turn turn, OperatorId peer, SignedStatement signed)
    {
        if (turn.State.Statements.TryGetValue(peer, out SignedStatement? known) && known == signed)
        {
            return;
        }

        if (turn.Chain.Beacon.Checkpoint.TryGet(out Epoch reported)
            && signed.Statement.Checkpoint <= reported)
        {
            return;
        }

        Hash32 root = signed.Statement.SigningRoot(turn.Rules.Network);
        if (turn.IdentityKeyOf(peer) is not { } key
            || !IdentitySignature.Verify(key, root, signed.Signature, turn.Rules.Memo))
        {
            turn.Refuse(peer, "BadSignature", "an epoch statement", "one that its sender signed");
            return;
        }

        turn.State = turn.State with { Statements = turn.State.Statements.SetItem(peer, signed) };
    }

    /// <summary>This operator states what its own beacon node says.</summary>
    internal static void State(Turn turn, EpochStatement statement)
    {
        if (turn.State.Statements.TryGetValue(turn.Self, out SignedStatement? known)
            && known.Statement == statement)
        {
            return;
        }

        G2Bytes signature = IdentitySignature.Sign(
            turn.Settings.Identity,
            IdentityDomain.EpochStatement,
            turn.Rules.Network,
            EpochStatement.Ssz.HashTreeRoot(statement));
        var signed = new SignedStatement(statement, signature);
        turn.State = turn.State with { Statements = turn.State.Statements.SetItem(turn.Self, signed) };
        turn.Broadcast(new StatementMessage(statement, signature));
    }

    /// <summary>States again what the chain does not hold yet.</summary>
    internal static void Resend(Turn turn)
    {
        if (turn.State.Statements.TryGetValue(turn.Self, out SignedStatement? own)
            && EpochReportRule.Check(turn.Chain, own.Statement) is null)
        {
            turn.Broadcast(new StatementMessage(own.Statement, own.Signature));
        }
    }

    /// <summary>The report that a block may hold now, if a quorum of the voters agrees on one.</summary>
    internal static IEnumerable<SignedOperation> ReportFor(Turn turn)
    {
        Sequence<Voter> voters = turn.Chain.Voters;
        var byVoter = new List<(int Index, SignedStatement Signed)>();
        for (int i = 0; i < voters.Count; i++)
        {
            if (turn.State.Statements.TryGetValue(voters[i].Id, out SignedStatement? signed))
            {
                byVoter.Add((i, signed));
            }
        }

        foreach (var group in byVoter
            .GroupBy(static v => v.Signed.Statement)
            .OrderByDescending(static g => g.Key.Checkpoint))
        {
            int[] signers = [.. group.Select(static v => v.Index)];
            if (Quorum.IsReached(signers.Length, voters.Count)
                && EpochReportRule.Check(turn.Chain, group.Key) is null)
            {
                yield return turn.Sign(new PostEpochReport(
                    group.Key,
                    BitString.Of(voters.Count, signers),
                    IdentitySignature.Aggregate(group.Select(static v => v.Signed.Signature))));
                yield break;
            }
        }
    }
}
