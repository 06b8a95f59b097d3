using TrustlessPools.PoolChain.State;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>Keeps the promises not to sign past a boundary.</summary>
internal static class FenceSteps
{
    /// <summary>Records a promise; it is durable before the operation that makes it is sent.</summary>
    internal static void Record(Turn turn, PoolFence fence)
    {
        if (turn.State.Fences.TryGetValue(fence.Pool, out PoolFence? known) && known == fence)
        {
            return;
        }

        turn.Put(StoreKeys.Fence(fence.Pool), PoolFence.Ssz, fence);
        turn.State = turn.State with { Fences = turn.State.Fences.SetItem(fence.Pool, fence) };
        turn.Tell(new OperatorEvent.Fenced(fence.Pool, fence.Boundary));
    }

    /// <summary>Lifts the promises whose attempts the chain has recorded as failed, and no others.</summary>
    internal static void LiftFailed(Turn turn)
    {
        foreach (PoolFence fence in turn.State.Fences.Values)
        {
            if (turn.Chain.PoolOf(fence.Pool) is { } pool
                && pool.LastFailure.TryGet(out FailedAttempt? failed)
                && failed.Attempt == fence.Attempt)
            {
                turn.Remove(StoreKeys.Fence(fence.Pool));
                turn.State = turn.State with { Fences = turn.State.Fences.Remove(fence.Pool) };
            }
        }
    }
}
