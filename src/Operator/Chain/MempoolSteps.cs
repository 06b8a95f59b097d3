using System.Collections.Immutable;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Takes in, offers and forgets operations.</summary>
internal static class MempoolSteps
{
    /// <summary>A peer offers an operation.</summary>
    internal static void Take(Turn turn, OperatorId peer, SignedOperation operation)
    {
        Hash32 root = operation.Root();
        Mempool mempool = turn.State.Mempool;
        if (mempool.Others.ContainsKey(root) || mempool.Own.ContainsKey(root))
        {
            return;
        }

        int waiting = mempool.Others.Values.Count(p => p.Operation.Sender == operation.Sender);
        if (waiting >= Mempool.PerSenderMax)
        {
            turn.Refuse(peer, "TooManyOperations", $"{waiting + 1} of one sender", $"{Mempool.PerSenderMax}");
            return;
        }

        if (OperationRules.Apply(turn.Rules, turn.Chain, operation)
            is OperationOutcome.Rejected { MayApplyLater: false } rejected)
        {
            turn.Refuse(peer, rejected.Refusal);
            return;
        }

        var pending = new PendingOperation(operation, turn.Tick + Mempool.TicksMax);
        turn.State =
            turn.State with { Mempool = mempool with { Others = mempool.Others.Add(root, pending) } };
    }

    /// <summary>Exchanges what this operator owes, and offers what is not offered yet.</summary>
    internal static void SetOwn(Turn turn, IEnumerable<Operation> due)
    {
        SignedOperation[] offered = [.. turn.State.Mempool.Own.Values];
        ImmutableSortedDictionary<Hash32, SignedOperation> own = due
            .Select(o => Array.Find(offered, s => s.Operation == o) ?? turn.Sign(o))
            .ToImmutableSortedDictionary(static o => o.Root(), static o => o);
        foreach ((Hash32 root, SignedOperation operation) in own)
        {
            if (!turn.State.Mempool.Own.ContainsKey(root))
            {
                turn.Broadcast(new OperationMessage(operation));
            }
        }

        turn.State = turn.State with { Mempool = turn.State.Mempool with { Own = own } };
    }

    /// <summary>Offers again what no block holds yet.</summary>
    internal static void Resend(Turn turn)
    {
        foreach (SignedOperation operation in turn.State.Mempool.Own.Values)
        {
            turn.Broadcast(new OperationMessage(operation));
        }
    }

    /// <summary>Forgets what a block holds now.</summary>
    internal static void Included(Turn turn, IEnumerable<SignedOperation> operations)
    {
        Mempool mempool = turn.State.Mempool;
        Hash32[] roots = [.. operations.Select(static o => o.Root())];
        turn.State = turn.State with
        {
            Mempool = new(mempool.Others.RemoveRange(roots), mempool.Own.RemoveRange(roots)),
        };
    }

    /// <summary>Forgets what has waited too long.</summary>
    internal static void Expire(Turn turn, Tick now)
    {
        Mempool mempool = turn.State.Mempool;
        Hash32[] stale = [.. mempool.Others.Where(p => p.Value.Until < now).Select(static p => p.Key)];
        if (stale.Length > 0)
        {
            turn.State =
                turn.State with { Mempool = mempool with { Others = mempool.Others.RemoveRange(stale) } };
        }
    }
}
