using System.Collections.Concurrent;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Chain;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>Brings what people ask for to the operator, and brings its answer back.</summary>
internal sealed class OfferDesk(OperatorInbox inbox)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Hash32, TaskCompletionSource<Refusal?>> _asked = new();

    /// <summary>Offers an operation.</summary>
    /// <returns>Why it is refused, or null when it waits for a block now.</returns>
    /// <exception cref="TimeoutException">The operator is busy; whether it took it is not known.</exception>
    internal Task<Refusal?> OfferAsync(Operation operation)
    {
        TaskCompletionSource<Refusal?> answer = _asked.GetOrAdd(
            OfferedOperations.RootOf(operation),
            static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        inbox.Post(new OperatorInput.OperationOffered(operation));
        return answer.Task.WaitAsync(Patience);
    }

    /// <summary>Hears what happens to the operator.</summary>
    internal void Hear(OperatorEvent happened)
    {
        switch (happened)
        {
            case OperatorEvent.OperationTaken taken:
                Answer(taken.Root, null);
                break;
            case OperatorEvent.OperationRefused refused:
                Answer(refused.Root, refused.Refusal);
                break;
        }
    }

    private void Answer(Hash32 root, Refusal? refusal)
    {
        if (_asked.TryRemove(root, out TaskCompletionSource<Refusal?>? answer))
        {
            answer.SetResult(refusal);
        }
    }
}
