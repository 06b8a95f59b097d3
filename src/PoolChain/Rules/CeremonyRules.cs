using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using static TrustlessPools.PoolChain.Rules.OperationOutcome;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>What participants post in the attempt under way, one rule an operation.</summary>
/// <remarks>
/// A message that its sender's signature shows to be wrong is accepted into a block and recorded as a fault,
/// since that is how the guilty are named; a message that merely does not fit is refused.
/// </remarks>
internal static class CeremonyRules
{
    internal static OperationOutcome Apply(
        ChainRules rules, ChainState state, OperatorId sender, CeremonyOperation operation)
    {
        if (state.PoolOf(operation.Pool) is not { } pool)
        {
            return Reject("UnknownPool", $"pool {operation.Pool}", "a pool of this network");
        }

        if (pool.Settling.TryGet(out SettlingState? settling) && settling.Context.Root == operation.Attempt)
        {
            return SettlingRules.Apply(rules, state, pool, settling, sender, operation);
        }

        if (!pool.Ceremony.TryGet(out CeremonyState? ceremony) || ceremony.Context.Root != operation.Attempt)
        {
            return RejectForNow(
                "OtherAttempt",
                $"attempt {operation.Attempt}",
                ceremony is null ? "none is under way" : $"{ceremony.Context.Root}");
        }

        var place = new Place(rules, state, pool, ceremony, sender);
        return operation switch
        {
            PostDealing dealing => Deal(place, dealing),
            PostDispute dispute => Dispute(place, dispute),
            PostReveal reveal => Reveal(place, reveal),
            PostConfirmation confirmation => Confirm(place, confirmation),
            PostFence => Fence(place),
            _ => RejectForNow("NotYetSettling", operation.GetType().Name, "after the attempt is activated"),
        };
    }

    private static OperationOutcome Deal(Place at, PostDealing operation)
    {
        (CeremonyContext context, OperatorId sender) = (at.Ceremony.Context, at.Sender);
        if (!context.Dealers.Contains(sender))
        {
            return Reject("NotADealer", $"operator {sender}", $"{context.Dealers}");
        }

        int earlier = IndexOf(at.Ceremony.Dealings, sender);
        if (earlier >= 0)
        {
            return DealAgain(at, operation, earlier);
        }

        if (at.Ceremony.Step is not CeremonyStep.Dealing)
        {
            return Reject("WindowIsClosed", "a dealing", $"the step is {at.Ceremony.Step}");
        }

        DealingFlaw? flaw = CheckedDealings.Check(at.Rules.Memo, context, sender, operation.Dealing).Flaw;
        var posted = new PostedDealing(sender, operation.Dealing, IsDisqualified: flaw is not null, false);
        CeremonyState next = at.Ceremony with { Dealings = at.Ceremony.Dealings.Add(posted) };
        return at.Accept(next, flaw is null ? null : new Charge(sender, FaultKind.MalformedDealing));
    }

    private static OperationOutcome DealAgain(Place at, PostDealing operation, int earlier)
    {
        PostedDealing first = at.Ceremony.Dealings[earlier];
        if (first.Dealing == operation.Dealing || first.IsContradicted)
        {
            return Reject(
                "AlreadyDealt", $"a dealing of operator {at.Sender}", "one, of which the first counts");
        }

        CeremonyState next = at.Ceremony with
        {
            Dealings = at.Ceremony.Dealings.With(earlier, first with { IsContradicted = true }),
        };
        return at.Accept(next, new Charge(at.Sender, FaultKind.ContradictoryDealings));
    }

    private static OperationOutcome Dispute(Place at, PostDispute operation)
    {
        if (at.Ceremony.Step is not CeremonyStep.Dispute)
        {
            return new Rejected(
                new("WindowIsClosed", "a dispute", $"the step is {at.Ceremony.Step}"),
                MayApplyLater: at.Ceremony.Step is CeremonyStep.Dealing);
        }

        if (at.Ceremony.Context.RecipientIndex(at.Sender) < 0)
        {
            return Reject("NotARecipient", $"operator {at.Sender}", "a recipient of this attempt");
        }

        if (at.Ceremony.Disputants.Contains(at.Sender))
        {
            return Reject("AlreadyDisputed", $"a dispute of operator {at.Sender}", "one list a member");
        }

        ComplaintJudgement judgement = ComplaintJudgement.Of(
            at.Rules.Memo, at.Ceremony.Context, at.Ceremony.Dealings, at.Sender, operation.Complaints);
        CeremonyState next = at.Ceremony with
        {
            Disputants = at.Ceremony.Disputants.Add(at.Sender),
            Dealings = at.Ceremony.Dealings.Map(
                d => judgement.Guilty.Contains(d.Dealer) ? d with { IsDisqualified = true } : d),
        };
        return at.Accept(next, [.. judgement.Faults(at.Sender)]);
    }

    private static OperationOutcome Reveal(Place at, PostReveal operation)
    {
        if (at.Ceremony.Step is not CeremonyStep.Reveal)
        {
            return new Rejected(
                new("WindowIsClosed", "a public share", $"the step is {at.Ceremony.Step}"),
                MayApplyLater: at.Ceremony.Step < CeremonyStep.Reveal && !at.Ceremony.Context.IsHandOver);
        }

        CeremonyContext context = at.Ceremony.Context;
        if (context.RecipientIndex(at.Sender) < 0)
        {
            return Reject("NotARecipient", $"operator {at.Sender}", "a recipient of this attempt");
        }

        if (at.Ceremony.Revealed.Any(r => r.Member == at.Sender))
        {
            return Reject("AlreadyRevealed", $"a public share of operator {at.Sender}", "one a member");
        }

        NewSharing? sharing = CheckedDealings.Combine(at.Rules.Memo, context, at.Ceremony.CountedDealings);
        Invariant.Holds(sharing is not null, "The reveal begins only with dealings that combine.");
        Hash32 inputs = Hash32.Sha256([
            .. context.Root.ToArray(), .. BitConverter.GetBytes(at.Sender.Value),
            .. PostReveal.Ssz.Serialize(operation)]);
        bool isCommitted = at.Rules.Memo.Recall(
            "public share", inputs, () => operation.Share.Verify(context, at.Sender, sharing));
        return isCommitted
            ? at.Accept(
                at.Ceremony with { Revealed = at.Ceremony.Revealed.Add(new(at.Sender, operation.Share.Key)) })
            : at.AcceptFaultOnce(FaultKind.WrongReveal);
    }

    private static OperationOutcome Confirm(Place at, PostConfirmation operation)
    {
        if (!at.Ceremony.Outcome.TryGet(out PublicSharing? outcome))
        {
            return RejectForNow("NothingToConfirm", "a confirmation", $"the step is {at.Ceremony.Step}");
        }

        if (at.Ceremony.Confirmed.Contains(at.Sender))
        {
            return Reject("AlreadyConfirmed", $"operator {at.Sender}", "one confirmation a member");
        }

        if (outcome.ShareOf(at.Sender) is not { } share)
        {
            return Reject("NotARecipient", $"operator {at.Sender}", "a recipient of this attempt");
        }

        return ConfirmationCheck.Holds(at.Rules.Memo, at.Ceremony.Context, share, operation.Confirmation)
            ? at.Accept(at.Ceremony with { Confirmed = at.Ceremony.Confirmed.Add(at.Sender) })
            : at.AcceptFaultOnce(FaultKind.WrongConfirmation);
    }

    private static OperationOutcome Fence(Place at)
    {
        if (!at.Ceremony.Context.Old.TryGet(out PublicSharing? old) || old.ShareOf(at.Sender) is null)
        {
            return Reject("NotAnOldMember", $"operator {at.Sender}", "a member that hands over");
        }

        if (at.Ceremony.Step is not CeremonyStep.Fence)
        {
            return RejectForNow("NotYetFencing", "a fence", $"the step is {at.Ceremony.Step}");
        }

        return at.Ceremony.Fenced.Contains(at.Sender)
            ? Reject("AlreadyFenced", $"operator {at.Sender}", "one fence a member")
            : at.Accept(at.Ceremony with { Fenced = at.Ceremony.Fenced.Add(at.Sender) });
    }

    private static int IndexOf(Sequence<PostedDealing> dealings, OperatorId dealer)
    {
        for (int i = 0; i < dealings.Count; i++)
        {
            if (dealings[i].Dealer == dealer)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where an operation meets the state.</summary>
    private sealed record Place(
        ChainRules Rules, ChainState State, PoolState Pool, CeremonyState Ceremony, OperatorId Sender)
    {
        internal OperationOutcome Accept(CeremonyState next, params ReadOnlySpan<Charge?> charges)
        {
            ChainState state = State.With(Pool with { Ceremony = new(next) });
            foreach (Charge? charge in charges)
            {
                state = charge is null ? state : state.With(FaultOf(charge));
            }

            return new Accepted(state);
        }

        /// <summary>Records a fault that can be repeated at will, but not in the state.</summary>
        internal OperationOutcome AcceptFaultOnce(FaultKind kind)
        {
            Fault fault = FaultOf(new(Sender, kind));
            bool isKnown = State.Faults.Any(f => f with { Height = fault.Height } == fault);
            return isKnown
                ? Reject($"Repeated{kind}", $"operator {Sender}", "a message that is right")
                : new Accepted(State.With(fault));
        }

        private Fault FaultOf(Charge charge) => new(
            charge.Culprit, charge.Kind, State.Height, Pool.Definition.Id, Ceremony.Context.Root);
    }
}

/// <summary>Who did what.</summary>
internal sealed record Charge(OperatorId Culprit, FaultKind Kind);
