using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>Keeps the promises not to sign past a boundary.</summary>
internal static class FenceSteps
{
    /// <summary>Records a promise; it is durable before the operation that makes it is sent.</summary>
    internal static void Record(Turn turn, PoolFence fence)
    {
        if (turn.State.Fences.TryGetValue(fence.Tenure, out PoolFence? known) && known == fence)
        {
            return;
        }

        turn.Put(StoreKeys.Fence(fence.Tenure), PoolFence.Ssz, fence);
        turn.State = turn.State with { Fences = turn.State.Fences.SetItem(fence.Tenure, fence) };
        turn.Tell(new OperatorEvent.Fenced(fence.Pool, fence.Boundary));
    }

    /// <summary>
    /// Lifts the promises whose attempts the chain has recorded as failed, and forgets those of tenures whose
    /// time is over; no others.
    /// </summary>
    internal static void Lift(Turn turn)
    {
        foreach (PoolFence fence in turn.State.Fences.Values)
        {
            if (turn.Chain.PoolOf(fence.Pool) is { } pool
                && (HasFailed(pool, fence) || !MaySign(pool, fence.Tenure)))
            {
                turn.Remove(StoreKeys.Fence(fence.Tenure));
                turn.State = turn.State with { Fences = turn.State.Fences.Remove(fence.Tenure) };
            }
        }
    }

    /// <summary>
    /// True when the committee that promised still serves although the attempt is over: an attempt ends by
    /// activation, which replaces that committee, or by failing. A block may fail several attempts, so the
    /// latest failure alone does not tell.
    /// </summary>
    private static bool HasFailed(PoolState pool, PoolFence fence) =>
        pool.Serving.TryGet(out Tenure? serving)
        && serving.Attempt == fence.Tenure
        && !(pool.Ceremony.TryGet(out CeremonyState? ceremony) && ceremony.Context.Root == fence.Attempt);

    private static bool MaySign(PoolState pool, Hash32 tenure) =>
        (pool.Serving.TryGet(out Tenure? serving) && serving.Attempt == tenure)
        || (pool.Settling.TryGet(out SettlingState? settling)
            && settling.Outgoing.TryGet(out Tenure? outgoing)
            && outgoing.Attempt == tenure);
}
