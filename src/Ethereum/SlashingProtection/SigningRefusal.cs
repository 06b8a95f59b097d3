using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>Why a message must not be signed.</summary>
public abstract record SigningRefusal
{
    private protected SigningRefusal(int code) => Code = code;

    /// <summary>
    /// The reason's number in records and metrics; numbers are not used again, further ones go last.
    /// </summary>
    public int Code { get; }
}

/// <summary>A block for the latest signed slot that is not the signed one.</summary>
/// <param name="Slot">The slot of both.</param>
/// <param name="Signed">What was signed, when known.</param>
/// <param name="Supplied">What was asked to be signed.</param>
public sealed record DoubleProposal(Slot Slot, Optional<Hash32> Signed, Hash32 Supplied) : SigningRefusal(1);

/// <summary>
/// A block for a slot before the latest signed one: whether one was signed for it is not kept.
/// </summary>
public sealed record SlotBelowWatermark(Slot Supplied, Slot Highest) : SigningRefusal(2);

/// <summary>A vote whose source is later than its target, which no rule accepts.</summary>
public sealed record SourceAfterTarget(VoteEpochs Supplied) : SigningRefusal(3);

/// <summary>A vote for the latest signed target that is not the signed one.</summary>
/// <param name="Target">The target epoch of both.</param>
/// <param name="Signed">What was signed, when known.</param>
/// <param name="Supplied">What was asked to be signed.</param>
public sealed record DoubleVote(Epoch Target, Optional<Hash32> Signed, Hash32 Supplied) : SigningRefusal(4);

/// <summary>A vote from before the highest signed source to after the highest signed target.</summary>
public sealed record SurroundingVote(VoteEpochs Supplied, VoteEpochs Signed) : SigningRefusal(5);

/// <summary>A vote from after the highest signed source to before the highest signed target.</summary>
public sealed record SurroundedVote(VoteEpochs Supplied, VoteEpochs Signed) : SigningRefusal(6);

/// <summary>
/// A vote whose source is before the highest signed one: what it could surround is not kept.
/// </summary>
public sealed record SourceBelowWatermark(Epoch Supplied, Epoch Highest) : SigningRefusal(7);

/// <summary>
/// A vote whose target is before the highest signed one: whether one was signed for it is not kept.
/// </summary>
public sealed record TargetBelowWatermark(Epoch Supplied, Epoch Highest) : SigningRefusal(8);

/// <summary>A message for a slot at or past the fence of a committee that hands the key over.</summary>
public sealed record SlotPastFence(Slot Supplied, Slot Fence) : SigningRefusal(9);

/// <summary>A vote with a target at or past the fence of a committee that hands the key over.</summary>
public sealed record TargetPastFence(Epoch Supplied, Epoch Fence) : SigningRefusal(10);

/// <summary>A message for a slot before the floor of a committee that took the key over.</summary>
public sealed record SlotBeforeFloor(Slot Supplied, Slot Floor) : SigningRefusal(11);

/// <summary>A vote with a target before the floor of a committee that took the key over.</summary>
public sealed record TargetBeforeFloor(Epoch Supplied, Epoch Floor) : SigningRefusal(12);

/// <summary>
/// A vote with a source before the floor: it could surround a vote of the committee before.
/// </summary>
public sealed record SourceBeforeFloor(Epoch Supplied, Epoch Floor) : SigningRefusal(13);
