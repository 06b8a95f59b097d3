using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Duties;

/// <summary>What a proposed vote must keep to, before a member of the committee lends it its name.</summary>
public static class AttestationRules
{
    /// <summary>Checks a vote that the round's leader proposes for a duty.</summary>
    /// <param name="duty">The committee's duty.</param>
    /// <param name="proposed">The vote.</param>
    /// <param name="own">What the own beacon node says for that duty, when it has answered.</param>
    /// <param name="preset">For the slot's epoch.</param>
    /// <returns>Why the vote is refused, or null.</returns>
    /// <remarks>
    /// Source and target decide about slashing and finality, so they must be the own node's: a committee
    /// votes for no checkpoint that only its leader's node believes in. The head may differ, since nodes see
    /// blocks at different times and a wrong head costs little.
    /// </remarks>
    public static AttestationRefusal? Validate(
        AttesterDuty duty, AttestationData proposed, Optional<AttestationData> own, Preset preset)
    {
        ArgumentNullException.ThrowIfNull(duty);
        ArgumentNullException.ThrowIfNull(proposed);
        ArgumentNullException.ThrowIfNull(preset);
        if (proposed.Slot != duty.Slot)
        {
            return new SlotNotOfDuty(Supplied: proposed.Slot, Permitted: duty.Slot);
        }

        if (proposed.Index != 0)
        {
            return new IndexNotZero(proposed.Index);
        }

        Epoch epoch = duty.Slot.EpochAt(preset.SlotsPerEpoch);
        if (proposed.Target.Epoch != epoch)
        {
            return new TargetNotOfSlot(Supplied: proposed.Target.Epoch, Permitted: epoch);
        }

        // In the genesis epoch both are the genesis checkpoint.
        var genesis = new Epoch(0);
        bool isGenesis = proposed.Source.Epoch == genesis && epoch == genesis;
        if (proposed.Source.Epoch >= epoch && !isGenesis)
        {
            return new SourceNotBeforeTarget(Source: proposed.Source.Epoch, Target: epoch);
        }

        return own.TryGet(out AttestationData? view) ? Compare(proposed, view) : null;
    }

    private static AttestationRefusal? Compare(AttestationData proposed, AttestationData own)
    {
        if (proposed.Source != own.Source)
        {
            return new SourceNotOwn(Supplied: proposed.Source, Permitted: own.Source);
        }

        return proposed.Target != own.Target
            ? new TargetNotOwn(Supplied: proposed.Target, Permitted: own.Target)
            : null;
    }
}
