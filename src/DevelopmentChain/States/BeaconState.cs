using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.States;

/// <summary>
/// The part of the specification's <c>BeaconState</c> that attesting depends on; immutable.
/// </summary>
/// <remarks>
/// Fields are named and typed as in consensus-specs <c>fulu/beacon-chain.md#beaconstate</c>. What is left out
/// is listed in docs/spec/development-chain.md#state. Lists over validators are in the order of the registry.
/// </remarks>
public sealed record BeaconState
{
    /// <summary>The rules that the state lives by. Not part of its root.</summary>
    public required ChainConfig Config { get; init; }

    /// <summary>When slot 0 began, in whole seconds.</summary>
    public required Instant GenesisTime { get; init; }

    /// <summary>
    /// The root of the registry at genesis, which tells this chain's signatures from those of others.
    /// </summary>
    public required Hash32 GenesisValidatorsRoot { get; init; }

    /// <summary>The slot that the state is at, with or without a block in it.</summary>
    public required Slot Slot { get; init; }

    /// <summary>The active fork.</summary>
    public required Fork Fork { get; init; }

    /// <summary>The header of the latest block.</summary>
    /// <remarks>
    /// The specification leaves its state root zero until the next slot, as a state cannot hold its own root.
    /// Here it is zero only while that root is computed, see <see cref="StateRoots"/>.
    /// </remarks>
    public required BeaconBlockHeader LatestBlockHeader { get; init; }

    /// <summary>
    /// The root of <see cref="LatestBlockHeader"/>. Follows from it, so not part of the state's root.
    /// </summary>
    public required Hash32 LatestBlockRoot { get; init; }

    /// <summary>
    /// The root of the latest block at each slot, at the slot modulo SLOTS_PER_HISTORICAL_ROOT.
    /// </summary>
    public required RootVector BlockRoots { get; init; }

    /// <summary>The registry.</summary>
    public required Sequence<Validator> Validators { get; init; }

    /// <summary>What each validator has.</summary>
    public required Sequence<Gwei> Balances { get; init; }

    /// <summary>The randomness of each epoch, at the epoch modulo EPOCHS_PER_HISTORICAL_VECTOR.</summary>
    public required RootVector RandaoMixes { get; init; }

    /// <summary>
    /// The effective balances slashed in each epoch, at the epoch modulo EPOCHS_PER_SLASHINGS_VECTOR.
    /// </summary>
    public required Sequence<Gwei> Slashings { get; init; }

    /// <summary>Who attested the previous epoch, and how well.</summary>
    public required Sequence<ParticipationFlags> PreviousEpochParticipation { get; init; }

    /// <summary>Who attested the current epoch so far, and how well.</summary>
    public required Sequence<ParticipationFlags> CurrentEpochParticipation { get; init; }

    /// <summary>Which of the last epochs are justified.</summary>
    public required JustificationBits JustificationBits { get; init; }

    /// <summary>The source that votes of the previous epoch have.</summary>
    public required Checkpoint PreviousJustifiedCheckpoint { get; init; }

    /// <summary>The source that votes of the current epoch have.</summary>
    public required Checkpoint CurrentJustifiedCheckpoint { get; init; }

    /// <summary>What can no longer be undone.</summary>
    public required Checkpoint FinalizedCheckpoint { get; init; }

    /// <summary>What scales each validator's inactivity penalty.</summary>
    public required Sequence<InactivityScore> InactivityScores { get; init; }

    /// <summary>The churn that earlier epochs left for a deposit that did not fit (EIP-7251).</summary>
    public required Gwei DepositBalanceToConsume { get; init; }

    /// <summary>The churn that is left in <see cref="EarliestExitEpoch"/> (EIP-7251).</summary>
    public required Gwei ExitBalanceToConsume { get; init; }

    /// <summary>The end of the exit queue (EIP-7251).</summary>
    public required Epoch EarliestExitEpoch { get; init; }

    /// <summary>The deposits that wait, in their order (EIP-7251).</summary>
    public required Sequence<PendingDeposit> PendingDeposits { get; init; }

    /// <summary>The proposers of the current and the next epoch, slot by slot (EIP-7917).</summary>
    public required Sequence<ValidatorIndex> ProposerLookahead { get; init; }

    /// <summary>consensus-specs <c>get_current_epoch</c>.</summary>
    public Epoch CurrentEpoch => Config.EpochAt(Slot);

    /// <summary>consensus-specs <c>get_previous_epoch</c>: the genesis epoch comes before itself.</summary>
    public Epoch PreviousEpoch => CurrentEpoch.MinusOrGenesis(1);

    /// <summary>
    /// consensus-specs <c>get_beacon_proposer_index</c> (EIP-7917): who may propose in the state's slot.
    /// </summary>
    public ValidatorIndex ProposerIndex => ProposerLookahead[(int)(Slot.Value % Config.Preset.SlotsPerEpoch)];

    /// <summary>The registry's entry of a validator that is known to be in it.</summary>
    internal Validator this[ValidatorIndex index] => Validators[(int)index.Value];

    /// <summary>True when the registry has an entry of this index.</summary>
    internal bool Has(ValidatorIndex index) => index.Value < (ulong)Validators.Count;
}
