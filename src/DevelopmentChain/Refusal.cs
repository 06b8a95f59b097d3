using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>
/// Why something from outside was not taken: what was supplied, and what would have been permitted.
/// </summary>
/// <remarks>A beacon node answers such a request with status 400 and this text.</remarks>
public abstract record Refusal;

/// <summary>The registry has no such entry.</summary>
public sealed record UnknownValidator(ValidatorIndex Supplied, ValidatorIndex PermittedBelow) : Refusal;

/// <summary>The validator lives inside the chain, which acts for it.</summary>
public sealed record ResidentValidator(ValidatorIndex Supplied) : Refusal;

/// <summary>The vote names a committee in its data, which is 0 since Electra (EIP-7549).</summary>
public sealed record NonZeroIndex(ulong Supplied) : Refusal;

/// <summary>The target is not of the epoch of the vote's slot.</summary>
public sealed record WrongTargetEpoch(Epoch Supplied, Epoch Permitted) : Refusal;

/// <summary>The slot has not begun.</summary>
public sealed record TooEarly(Slot Supplied, Slot PermittedUpTo) : Refusal;

/// <summary>
/// The slot's epoch is older than the previous one, so no block can include the vote any more.
/// </summary>
public sealed record TooLate(Slot Supplied, Slot PermittedFrom) : Refusal;

/// <summary>The validator has no duties in the epoch.</summary>
public sealed record InactiveValidator(
    ValidatorIndex Validator, Epoch Supplied, Epoch PermittedFrom, Epoch PermittedBefore)
    : Refusal;

/// <summary>The validator was slashed: its votes count for nothing any more.</summary>
/// <remarks>A beacon node would still gossip the vote; here its operators are told.</remarks>
public sealed record SlashedValidator(ValidatorIndex Supplied) : Refusal;

/// <summary>The validator is in another committee, of this slot or another one of the epoch.</summary>
public sealed record NotInCommittee(
    ValidatorIndex Validator,
    Slot SuppliedSlot,
    ulong SuppliedCommitteeIndex,
    Slot PermittedSlot,
    ulong PermittedCommitteeIndex) : Refusal;

/// <summary>No block of the chain has this root.</summary>
public sealed record UnknownHead(Hash32 Supplied, Hash32 Latest) : Refusal;

/// <summary>The head is a block of a later slot than the vote's.</summary>
public sealed record FutureHead(Slot Supplied, Slot PermittedUpTo) : Refusal;

/// <summary>The target is not the checkpoint of the head's chain.</summary>
public sealed record WrongTarget(Checkpoint Supplied, Checkpoint Permitted) : Refusal;

/// <summary>The source is not what the chain had justified.</summary>
public sealed record WrongSource(Checkpoint Supplied, Checkpoint Permitted) : Refusal;

/// <summary>
/// The signature is not the validator's over this object under the domain of this chain and epoch.
/// </summary>
/// <param name="Validator">Who should have signed.</param>
/// <param name="SigningRoot">What should have been signed.</param>
public sealed record BadSignature(ValidatorIndex Validator, Hash32 SigningRoot) : Refusal;

/// <summary>The deposit is below what the deposit contract takes.</summary>
public sealed record DepositTooSmall(Gwei Supplied, Gwei PermittedFrom) : Refusal;

/// <summary>There is not that much ether besides what the chain holds or waits for.</summary>
public sealed record DepositTooLarge(Gwei Supplied, Gwei PermittedUpTo) : Refusal;

/// <summary>The exit is not valid yet, or the validator has not been active for long enough.</summary>
public sealed record ExitTooEarly(ValidatorIndex Validator, Epoch Supplied, Epoch PermittedFrom) : Refusal;

/// <summary>What is asked for is of an epoch that is not known yet or not any more.</summary>
public sealed record EpochOutOfRange(Epoch Supplied, Epoch PermittedFrom, Epoch PermittedUpTo) : Refusal
{
    /// <summary>Of what is known of a state's epoch, the one before and the one after.</summary>
    internal static EpochOutOfRange Around(BeaconState state, Epoch supplied) =>
        new(supplied, PermittedFrom: state.PreviousEpoch, PermittedUpTo: state.CurrentEpoch + 1);
}

/// <summary>What is asked for is of a slot that has not begun or is not kept any more.</summary>
public sealed record SlotOutOfRange(Slot Supplied, Slot PermittedFrom, Slot PermittedUpTo) : Refusal;
