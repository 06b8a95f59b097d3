using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Takes in what people ask this operator to post, and follows what becomes of it.</summary>
internal static class OfferSteps
{
    /// <summary>Somebody asks for an operation to be posted; the answer is an event.</summary>
    internal static void Take(Turn turn, Operation operation)
    {
        Hash32 root = OfferedOperations.RootOf(operation);
        OfferedOperations offered = turn.State.Offered;
        if (offered.Waiting.ContainsKey(root) || offered.FateOf(root) is { Height.HasValue: true })
        {
            // Asked for again, by somebody who has not heard the answer.
            turn.Tell(new OperatorEvent.OperationTaken(root));
            return;
        }

        SignedOperation signed = turn.Sign(operation);
        if ((FlawOf(offered, operation) ?? RefusalOf(turn, signed)) is { } refusal)
        {
            turn.Tell(new OperatorEvent.OperationRefused(root, refusal));
            return;
        }

        turn.Put(StoreKeys.Offer(root), SignedOperation.Ssz, signed);
        turn.State = turn.State with { Offered = offered.With(root, signed) };
        turn.Tell(new OperatorEvent.OperationTaken(root));
        turn.Broadcast(new OperationMessage(signed));
    }

    /// <summary>Offers again what no block holds yet.</summary>
    internal static void Resend(Turn turn)
    {
        foreach (SignedOperation operation in turn.State.Offered.Waiting.Values)
        {
            turn.Broadcast(new OperationMessage(operation));
        }
    }

    /// <summary>A block holds some of it; some of the rest may have no chance any more.</summary>
    /// <param name="turn">Now; the block is the head.</param>
    /// <param name="operations">The block's.</param>
    internal static void Included(Turn turn, IEnumerable<SignedOperation> operations)
    {
        foreach (SignedOperation signed in operations.Where(static o => IsOfPeople(o.Operation)))
        {
            Settle(turn, new(OfferedOperations.RootOf(signed.Operation), new(turn.Chain.Height), null));
        }

        foreach ((Hash32 root, SignedOperation waiting) in turn.State.Offered.Waiting)
        {
            if (RefusalOf(turn, waiting) is { } refusal)
            {
                Settle(turn, new(root, default, refusal));
            }
        }
    }

    private static void Settle(Turn turn, SettledOperation settled)
    {
        if (turn.State.Offered.Waiting.ContainsKey(settled.Root))
        {
            turn.Remove(StoreKeys.Offer(settled.Root));
            turn.Tell(settled.Refusal is { } refusal
                ? new OperatorEvent.OperationRefused(settled.Root, refusal)
                : new OperatorEvent.OperationIncluded(settled.Root, settled.Height.Value));
        }

        turn.State = turn.State with { Offered = turn.State.Offered.Settle(settled) };
    }

    private static Refusal? FlawOf(OfferedOperations offered, Operation operation)
    {
        if (!IsOfPeople(operation))
        {
            return OfferRefusals.NotForPeople(operation.GetType().Name);
        }

        int waiting = offered.Waiting.Count;
        return waiting >= OfferedOperations.WaitingMax
            ? OfferRefusals.TooManyOffers(waiting + 1, OfferedOperations.WaitingMax)
            : null;
    }

    /// <summary>Why the head does not take it, and no later block will.</summary>
    private static Refusal? RefusalOf(Turn turn, SignedOperation operation) =>
        OperationRules.Apply(turn.Rules, turn.Chain, operation)
            is OperationOutcome.Rejected { MayApplyLater: false } rejected
            ? rejected.Refusal
            : null;

    /// <summary>All others follow from what the operator sees, and are its own to post.</summary>
    private static bool IsOfPeople(Operation operation) =>
        operation is PostRequest or RegisterOperator or RetireOperator;
}
