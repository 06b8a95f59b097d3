using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>A committee's promise to sign nothing with slot or target at or past a boundary.</summary>
/// <param name="Epoch">The boundary.</param>
/// <param name="Slot">Its first slot.</param>
public sealed record SigningFence(Epoch Epoch, Slot Slot)
{
    public static SszContainer<SigningFence> Ssz { get; } = SszContainer.Of<SigningFence>()
        .Field("epoch", SszTypes.Epoch, static x => x.Epoch)
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Build(static v => new(v.Take<Epoch>(), v.Take<Slot>()));

    /// <summary>The fence before an epoch.</summary>
    public static SigningFence At(Epoch boundary, Preset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return new(boundary, boundary.FirstSlot(preset.SlotsPerEpoch));
    }

    internal SigningRefusal? RefusalOf(Slot slot) =>
        slot >= Slot ? new SlotPastFence(Supplied: slot, Fence: Slot) : null;

    internal SigningRefusal? RefusalOf(VoteEpochs vote) =>
        vote.Target >= Epoch ? new TargetPastFence(Supplied: vote.Target, Fence: Epoch) : null;
}
