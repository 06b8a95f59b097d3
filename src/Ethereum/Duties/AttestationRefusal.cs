using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Duties;

/// <summary>Why a member of a committee does not prepare a vote that was proposed to it.</summary>
public abstract record AttestationRefusal
{
    private protected AttestationRefusal(int code) => Code = code;

    /// <summary>
    /// The reason's number in records and metrics; numbers are not used again, further ones go last.
    /// </summary>
    public int Code { get; }
}

/// <summary>The vote is for another slot than the duty.</summary>
public sealed record SlotNotOfDuty(Slot Supplied, Slot Permitted) : AttestationRefusal(1);

/// <summary>The vote's index is not 0, as it must be since Electra (EIP-7549).</summary>
public sealed record IndexNotZero(ulong Supplied) : AttestationRefusal(2);

/// <summary>The vote's target is not of the slot's epoch.</summary>
public sealed record TargetNotOfSlot(Epoch Supplied, Epoch Permitted) : AttestationRefusal(3);

/// <summary>The vote's source is not before its target.</summary>
public sealed record SourceNotBeforeTarget(Epoch Source, Epoch Target) : AttestationRefusal(4);

/// <summary>The own beacon node has another source.</summary>
public sealed record SourceNotOwn(Checkpoint Supplied, Checkpoint Permitted) : AttestationRefusal(5);

/// <summary>The own beacon node has another target.</summary>
public sealed record TargetNotOwn(Checkpoint Supplied, Checkpoint Permitted) : AttestationRefusal(6);
