using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>
/// The bounds that hand-overs of a key set to what may be signed, whatever the history says.
/// </summary>
/// <param name="Floor">Set for a committee that took the key over.</param>
/// <param name="Fence">Set for a committee that hands it over.</param>
public sealed record SigningWindow(Optional<SigningFloor> Floor, Optional<SigningFence> Fence)
{
    /// <summary>No bounds: a key that has always been here and stays.</summary>
    public static SigningWindow Unbounded { get; } = new(default, default);

    /// <summary>Why a message for a slot may not be signed, or null.</summary>
    internal SigningRefusal? RefusalOf(Slot slot) =>
        (Floor.TryGet(out SigningFloor? floor) ? floor.RefusalOf(slot) : null)
        ?? (Fence.TryGet(out SigningFence? fence) ? fence.RefusalOf(slot) : null);

    /// <summary>Why a vote may not be signed, or null.</summary>
    internal SigningRefusal? RefusalOf(Slot slot, VoteEpochs vote) =>
        RefusalOf(slot)
        ?? (Floor.TryGet(out SigningFloor? floor) ? floor.RefusalOf(vote) : null)
        ?? (Fence.TryGet(out SigningFence? fence) ? fence.RefusalOf(vote) : null);
}
