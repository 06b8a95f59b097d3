using System.Diagnostics;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;

namespace TrustlessPools.DevelopmentNode.Events;

/// <summary>What happens in the chain in the words of the Beacon API.</summary>
internal sealed class EventWriting(Preset preset)
{
    private readonly BeaconEventTopic<AttesterSlashing> _attesterSlashing =
        BeaconEvents.AttesterSlashing(preset);

    /// <summary>The events that a node tells of something; none for what the API has no topic for.</summary>
    internal IEnumerable<NodeEvent> Of(ChainEvent happened) => happened switch
    {
        // This chain takes a block into its tree and makes it the head in one step.
        HeadChanged head =>
        [
            Of(BeaconEvents.Block, new(head.Slot, head.BlockRoot, ExecutionOptimistic: false)),
            Of(BeaconEvents.Head, HeadOf(head)),
        ],
        CheckpointFinalized finalized =>
        [
            Of(BeaconEvents.FinalizedCheckpoint, new(
                BlockRoot: finalized.Checkpoint.Root,
                StateRoot: finalized.StateRoot,
                finalized.Checkpoint.Epoch,
                ExecutionOptimistic: false)),
        ],
        OffenceFound found => [Of(_attesterSlashing, found.Offence.Proof)],
        VoteAccepted accepted => [Of(BeaconEvents.SingleAttestation, accepted.Vote)],
        ValidatorSlashed => [],
        _ => throw new UnreachableException("There are no other events."),
    };

    private static HeadEvent HeadOf(HeadChanged head) => new(
        head.Slot,
        BlockRoot: head.BlockRoot,
        StateRoot: head.StateRoot,
        IsEpochTransition: head.IsEpochTransition,
        PreviousDutyDependentRoot: head.PreviousDutyDependentRoot,
        CurrentDutyDependentRoot: head.CurrentDutyDependentRoot,
        ExecutionOptimistic: false);

    private static NodeEvent Of<T>(BeaconEventTopic<T> topic, T data)
        where T : notnull => new(topic.Name, topic.Shape.ToText(data));
}
