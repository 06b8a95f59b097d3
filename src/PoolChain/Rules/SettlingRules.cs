using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using static TrustlessPools.PoolChain.Rules.OperationOutcome;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>
/// What participants post after their attempt was activated: late confirmations and disputes, final reports.
/// </summary>
internal static class SettlingRules
{
    internal static OperationOutcome Apply(
        ChainRules rules,
        ChainState state,
        PoolState pool,
        SettlingState settling,
        OperatorId sender,
        CeremonyOperation operation) => operation switch
        {
            PostConfirmation late => Confirm(rules, state, pool, settling, sender, late),
            PostDispute late => Dispute(rules, state, pool, settling, sender, late),
            PostFinalReport report => Report(rules, state, pool, settling, sender, report),
            _ => Reject("AttemptIsOver", operation.GetType().Name, "what follows an activation"),
        };

    private static OperationOutcome Confirm(
        ChainRules rules,
        ChainState state,
        PoolState pool,
        SettlingState settling,
        OperatorId sender,
        PostConfirmation operation)
    {
        if (settling.Confirmed.Contains(sender))
        {
            return Reject("AlreadyConfirmed", $"operator {sender}", "one confirmation a member");
        }

        bool holds = pool.Serving.Value.Sharing.ShareOf(sender) is { } share
            && ConfirmationCheck.Holds(rules.Memo, settling.Context, share, operation.Confirmation);
        return holds
            ? Accept(state, pool, settling with { Confirmed = settling.Confirmed.Add(sender) })
            : Reject("WrongConfirmation", $"operator {sender}", "a signature by a share of this attempt");
    }

    private static OperationOutcome Dispute(
        ChainRules rules,
        ChainState state,
        PoolState pool,
        SettlingState settling,
        OperatorId sender,
        PostDispute operation)
    {
        bool isOwed = settling.Context.RecipientIndex(sender) >= 0 && !settling.Confirmed.Contains(sender);
        if (!isOwed || settling.Disputants.Contains(sender) || operation.Complaints.Count == 0)
        {
            return Reject("NoLateDispute", $"operator {sender}", "one list by a recipient without a share");
        }

        ComplaintJudgement judgement = ComplaintJudgement.Of(
            rules.Memo, settling.Context, settling.Dealings, sender, operation.Complaints);
        ChainState next = state.With(
            pool with { Settling = new(settling with { Disputants = settling.Disputants.Add(sender) }) });
        foreach (Charge charge in judgement.Faults(sender))
        {
            next = next.With(new Fault(
                charge.Culprit, charge.Kind, state.Height, pool.Definition.Id, settling.Context.Root));
        }

        return new Accepted(next);
    }

    private static OperationOutcome Report(
        ChainRules rules,
        ChainState state,
        PoolState pool,
        SettlingState settling,
        OperatorId sender,
        PostFinalReport report)
    {
        if (!settling.Context.Old.TryGet(out PublicSharing? old) || old.ShareOf(sender) is null)
        {
            return Reject("NotAnOldMember", $"operator {sender}", "a member that handed over");
        }

        Slot boundary = pool.Serving.Value.Boundary;
        if (state.Tick < rules.Clock.TickOf(boundary))
        {
            return RejectForNow(
                "BeforeTheBoundary", $"tick {state.Tick}", $"{rules.Clock.TickOf(boundary)} or later");
        }

        return settling.FinalReports.Any(r => r.Member == sender)
            ? Reject("AlreadyReported", $"operator {sender}", "one final report a member")
            : Accept(state, pool, settling with
            {
                FinalReports = settling.FinalReports.Add(new(sender, report.HighestSource)),
            });
    }

    private static Accepted Accept(ChainState state, PoolState pool, SettlingState settling) =>
        new(state.With(pool with { Settling = new(settling) }));
}
