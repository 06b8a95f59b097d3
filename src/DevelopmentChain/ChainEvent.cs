using TrustlessPools.DevelopmentChain.Votes;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>Something that happened in the chain and that a beacon node tells those who listen.</summary>
public abstract record ChainEvent;

/// <summary>
/// A block was made and is the head (the Beacon API's topics <c>block</c> and <c>head</c>).
/// </summary>
/// <param name="Slot">Its slot.</param>
/// <param name="BlockRoot">Its root.</param>
/// <param name="StateRoot">The root of the state after it.</param>
/// <param name="IsEpochTransition">True when it is the first block of its epoch.</param>
/// <param name="PreviousDutyDependentRoot">What the current epoch's committees depend on.</param>
/// <param name="CurrentDutyDependentRoot">What the next epoch's committees depend on.</param>
public sealed record HeadChanged(
    Slot Slot,
    Hash32 BlockRoot,
    Hash32 StateRoot,
    bool IsEpochTransition,
    Hash32 PreviousDutyDependentRoot,
    Hash32 CurrentDutyDependentRoot) : ChainEvent;

/// <summary>A checkpoint became final (topic <c>finalized_checkpoint</c>).</summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="StateRoot">The root of the state after its block.</param>
public sealed record CheckpointFinalized(Checkpoint Checkpoint, Hash32 StateRoot) : ChainEvent;

/// <summary>
/// A validator was seen to contradict itself (topic <c>attester_slashing</c>); a block will slash it.
/// </summary>
public sealed record OffenceFound(Offence Offence) : ChainEvent;

/// <summary>A block slashed a validator.</summary>
public sealed record ValidatorSlashed(ValidatorIndex Validator, Slot Slot) : ChainEvent;

/// <summary>A vote was taken and waits for a block (topic <c>single_attestation</c>).</summary>
public sealed record VoteAccepted(SingleAttestation Vote) : ChainEvent;
