using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Duties;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Extends the chain by a certified block, and turns to what follows from it.</summary>
internal static class HeadSteps
{
    /// <summary>
    /// A snapshot of the state is stored every so many blocks; those after it are applied again at a restart.
    /// </summary>
    internal const ulong SnapshotInterval = 32;

    /// <summary>Makes a block the head.</summary>
    /// <param name="turn">Now.</param>
    /// <param name="block">The child of the head, with a certificate that was checked or made here.</param>
    internal static void Extend(Turn turn, CertifiedBlock block)
    {
        ChainState before = turn.Chain;
        (ChainHead? head, Refusal? refusal) =
            BlockRules.Apply(turn.Rules, turn.State.Head, block.Signed, block.Body);
        Invariant.Holds(head is not null, $"A quorum certifies only valid blocks: {refusal}.");
        Store(turn, block, head);
        turn.State = turn.State with { Head = head, HeadSince = turn.Now };
        MempoolSteps.Included(turn, block.Body.Operations);
        OfferSteps.Included(turn, block.Body.Operations);
        TellWhatChanged(turn, before, block);
        FenceSteps.Lift(turn);
        BlockSteps.Begin(turn);
        CeremonySteps.Attend(turn);
        BeaconSteps.Attend(turn);
        DutySteps.Attend(turn);
        BlockSteps.Propose(turn);
    }

    private static void Store(Turn turn, CertifiedBlock block, ChainHead head)
    {
        turn.Put(StoreKeys.Block(block.Header.Height), CertifiedBlock.Ssz, block);
        if (block.Header.Height.Value % SnapshotInterval == 0)
        {
            turn.Put(StoreKeys.Head, ChainHead.Ssz, head);
        }

        if (turn.State.Agreement is { } agreement)
        {
            turn.Remove(StoreKeys.Agreement);
            foreach (Hash32 root in agreement.Bodies.Keys)
            {
                turn.Remove(StoreKeys.Body(root));
            }
        }
    }

    private static void TellWhatChanged(Turn turn, ChainState before, CertifiedBlock block)
    {
        ChainState after = turn.Chain;
        turn.Tell(new OperatorEvent.BlockFinal(
            after.Height,
            after.Tick,
            block.Header.Proposer,
            block.Certificate.Round,
            block.Body.Operations.Count));
        foreach (Fault fault in after.Faults.Where(f => f.Height == after.Height))
        {
            turn.Tell(new OperatorEvent.FaultEstablished(fault));
        }

        for (int i = 0; i < after.Pools.Count; i++)
        {
            PoolState earlier =
                i < before.Pools.Count ? before.Pools[i] : PoolState.Of(after.Pools[i].Definition);
            TellWhatChanged(turn, earlier, after.Pools[i]);
        }
    }

    private static void TellWhatChanged(Turn turn, PoolState before, PoolState after)
    {
        PoolId pool = after.Definition.Id;
        if (before.GroupKey is null && after.GroupKey is { } key)
        {
            turn.Tell(new OperatorEvent.KeyGenerated(pool, key));
        }

        if (after.Serving != before.Serving)
        {
            turn.Tell(new OperatorEvent.TenureActivated(pool, after.Serving.Value));
        }

        if (after.LastFailure != before.LastFailure)
        {
            turn.Tell(new OperatorEvent.AttemptFailed(pool, after.LastFailure.Value));
        }
    }
}
