using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>The highest slot that a block was signed for.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="SigningRoot">
/// What was signed; none when that is not known or was not one message only.
/// </param>
public sealed record BlockWatermark(Slot Slot, Optional<Hash32> SigningRoot)
{
    public static SszContainer<BlockWatermark> Ssz { get; } = SszContainer.Of<BlockWatermark>()
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Field("signing_root", SszTypes.Optional(SszTypes.Hash32), static x => x.SigningRoot)
        .Build(static v => new(v.Take<Slot>(), v.Take<Optional<Hash32>>()));

    /// <summary>
    /// What is known when both are: the higher one, without a root when two are known for one slot.
    /// </summary>
    /// <remarks>
    /// Commutative, associative and idempotent, so that imports may come in any order and twice.
    /// </remarks>
    public BlockWatermark Merge(BlockWatermark other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Slot.CompareTo(other.Slot) switch
        {
            > 0 => this,
            < 0 => other,
            _ => this with { SigningRoot = SigningRoot == other.SigningRoot ? SigningRoot : default },
        };
    }

    /// <summary>Why a block may not be signed after this one, or null.</summary>
    internal SigningRefusal? RefusalOf(Slot slot, Hash32 signingRoot) => slot.CompareTo(Slot) switch
    {
        > 0 => null,
        0 when SigningRoot == new Optional<Hash32>(signingRoot) => null,
        0 => new DoubleProposal(slot, Signed: SigningRoot, Supplied: signingRoot),
        _ => new SlotBelowWatermark(Supplied: slot, Highest: Slot),
    };
}
