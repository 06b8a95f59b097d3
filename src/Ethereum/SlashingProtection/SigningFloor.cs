using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>
/// What a committee that took a key over may sign: slots and targets from a boundary on, with sources from
/// which no vote of the committee before can be surrounded.
/// </summary>
/// <param name="Epoch">The boundary, where the committee before had its <see cref="SigningFence"/>.</param>
/// <param name="Slot">Its first slot.</param>
/// <param name="Source">The least source epoch of a vote.</param>
public sealed record SigningFloor(Epoch Epoch, Slot Slot, Epoch Source)
{
    public static SszContainer<SigningFloor> Ssz { get; } = SszContainer.Of<SigningFloor>()
        .Field("epoch", SszTypes.Epoch, static x => x.Epoch)
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Field("source_epoch", SszTypes.Epoch, static x => x.Source)
        .Build(static v => new(v.Take<Epoch>(), v.Take<Slot>(), Source: v.Take<Epoch>()));

    /// <summary>The floor from an epoch on.</summary>
    /// <param name="boundary">The first epoch of the committee.</param>
    /// <param name="source">The least source epoch.</param>
    /// <param name="preset">For the boundary's first slot.</param>
    public static SigningFloor At(Epoch boundary, Epoch source, Preset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return new(boundary, boundary.FirstSlot(preset.SlotsPerEpoch), Source: source);
    }

    internal SigningRefusal? RefusalOf(Slot slot) =>
        slot < Slot ? new SlotBeforeFloor(Supplied: slot, Floor: Slot) : null;

    internal SigningRefusal? RefusalOf(VoteEpochs vote)
    {
        if (vote.Target < Epoch)
        {
            return new TargetBeforeFloor(Supplied: vote.Target, Floor: Epoch);
        }

        return vote.Source < Source ? new SourceBeforeFloor(Supplied: vote.Source, Floor: Source) : null;
    }
}
