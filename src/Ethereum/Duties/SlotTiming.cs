using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Duties;

/// <summary>
/// When slots begin and duties are due. Instants of slots beyond 64 bits of milliseconds throw.
/// </summary>
/// <param name="Genesis">The start of slot 0.</param>
/// <param name="SlotLength">SECONDS_PER_SLOT, positive.</param>
public sealed record SlotTiming(Instant Genesis, Duration SlotLength)
{
    /// <summary>
    /// INTERVALS_PER_SLOT: a slot's thirds are for its block, its votes and their aggregates.
    /// </summary>
    public const int IntervalsPerSlot = 3;

    /// <summary>The instant that a slot begins at.</summary>
    public Instant StartOf(Slot slot) => Genesis + (SlotLength * (long)slot.Value);

    /// <summary>
    /// The instant that an attester votes at, at the latest (consensus-specs <c>phase0/validator.md</c>).
    /// </summary>
    /// <remarks>A third into the slot; earlier when the slot's block has arrived.</remarks>
    public Instant AttestationDue(Slot slot) =>
        StartOf(slot) + new Duration(SlotLength.Milliseconds / IntervalsPerSlot);

    /// <summary>The slot that an instant is in.</summary>
    /// <returns>False before the genesis.</returns>
    public bool TrySlotAt(Instant now, out Slot slot)
    {
        Invariant.Holds(SlotLength > new Duration(0), "A slot takes time.");
        bool hasBegun = now >= Genesis;
        slot = hasBegun ? new((ulong)((now - Genesis).Milliseconds / SlotLength.Milliseconds)) : default;
        return hasBegun;
    }
}
