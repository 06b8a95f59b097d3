using System.Text.Json;
using TrustlessPools.DevelopmentChain.Replay;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain.Recordings;

/// <summary>A recorded run as this chain's transition goes through it.</summary>
internal static class FollowedRun
{
    /// <summary>Goes through all slots, and shows each block and each epoch's end.</summary>
    internal static void Follow(
        string run, Action<FollowedBlock>? onBlock = null, Action<FollowedEpoch>? onEpoch = null)
    {
        Recording recording = Recording.Open(run);
        var slots = new Queue<RecordedSlot>(recording.Slots);
        ChainReplay replay = ChainReplay.Begin(recording.Config, recording.ToGenesis());
        JsonElement? rewards = null;
        int blocks = 0;
        foreach (JsonElement epoch in recording.Epochs)
        {
            Sequence<BeaconCommittee> committees = replay.Committees;
            Slot last = recording.Config.LastSlot(replay.State.CurrentEpoch);
            while (slots.TryPeek(out RecordedSlot? slot) && slot.Slot <= last)
            {
                replay = Follow(replay, slots.Dequeue(), onBlock);
                blocks += slot.IsEmpty ? 0 : 1;
            }

            BeaconState end = replay.State;
            replay = replay.AdvanceTo(last + 1);
            onEpoch?.Invoke(new(epoch, end, replay.State, committees, rewards));
            JsonElement answered = epoch.GetProperty("attestation_rewards");
            rewards = answered.ValueKind == JsonValueKind.Null ? null : answered;
        }

        Assert.True(blocks > 80, $"{blocks} blocks");
        Assert.Empty(slots);
    }

    private static ChainReplay Follow(ChainReplay replay, RecordedSlot slot, Action<FollowedBlock>? onBlock)
    {
        replay = slot.Slot > replay.State.Slot ? replay.AdvanceTo(slot.Slot) : replay;
        Assert.Equal(slot.Proposer, replay.State.ProposerIndex);
        if (slot.IsEmpty)
        {
            return replay;
        }

        RecordedBlock block = slot.ToBlock();
        BeaconState without = replay.Apply(block with { LeftOut = [] }).State;
        ChainReplay applied = replay.Apply(block);
        onBlock?.Invoke(new(slot, replay.State, without, applied.State));
        return applied;
    }
}

/// <summary>A block that was applied, with the states around it.</summary>
internal sealed record FollowedBlock(
    RecordedSlot Slot, BeaconState Before, BeaconState WithoutLeftOut, BeaconState After);

/// <summary>An epoch that ended, with what the endpoint answered about the votes that it paid.</summary>
internal sealed record FollowedEpoch(
    JsonElement Recorded,
    BeaconState End,
    BeaconState After,
    Sequence<BeaconCommittee> Committees,
    JsonElement? AnsweredRewards);
