using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Duties;

/// <summary>The bounds that hand-overs set to what a tenure may sign.</summary>
internal static class SigningBounds
{
    internal static SigningWindow For(Turn turn, DutyState duty) =>
        new(FloorOf(turn, duty), FenceOn(turn, duty));

    private static Optional<SigningFloor> FloorOf(Turn turn, DutyState duty)
    {
        PoolState pool = turn.Chain.PoolOf(duty.Id.Pool)!;
        ulong slots = turn.Rules.Genesis.Parameters.SlotsPerEpoch;
        bool isOutgoing = pool.Settling.TryGet(out SettlingState? settling)
            && settling.Outgoing.TryGet(out Tenure? outgoing)
            && outgoing.Attempt == duty.Id.Tenure;
        Epoch source = isOutgoing ? settling!.OutgoingFloor : SourceFloor.Of(pool, slots);
        Slot boundary = duty.Tenure.Boundary;

        // A new key's boundary may lie inside an epoch: nobody signed for it before, so that epoch is its
        // own.
        return new(new SigningFloor(boundary.EpochAt(slots), boundary, source));
    }

    /// <summary>
    /// A promise binds the tenure whose member made it; the member may sit in later ones again.
    /// </summary>
    private static Optional<SigningFence> FenceOn(Turn turn, DutyState duty) =>
        turn.State.Fences.TryGetValue(duty.Id.Tenure, out PoolFence? fence)
            ? new(new SigningFence(
                fence.Boundary.EpochAt(turn.Rules.Genesis.Parameters.SlotsPerEpoch), fence.Boundary))
            : default;
}
