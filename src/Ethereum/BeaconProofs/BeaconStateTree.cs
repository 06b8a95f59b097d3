using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconProofs;

/// <summary>Where validators and balances lie in the tree of a beacon state of Electra or Fulu.</summary>
/// <remarks>
/// consensus-specs <c>electra/beacon-chain.md#beaconstate</c> and <c>fulu/beacon-chain.md#beaconstate</c>. A
/// state of Electra lacks the last field only, so that every other one has the same place in both.
/// </remarks>
public static class BeaconStateTree
{
    /// <summary>VALIDATOR_REGISTRY_LIMIT: the most validators, and the most balances.</summary>
    public const long ValidatorRegistryLimit = 1L << 40;

    /// <summary>The balances that one node of the tree holds.</summary>
    public const int BalancesPerChunk = Merkle.ChunkSize / sizeof(ulong);

    private static readonly string[] Fields =
    [
        "genesis_time",
        "genesis_validators_root",
        "slot",
        "fork",
        "latest_block_header",
        "block_roots",
        "state_roots",
        "historical_roots",
        "eth1_data",
        "eth1_data_votes",
        "eth1_deposit_index",
        "validators",
        "balances",
        "randao_mixes",
        "slashings",
        "previous_epoch_participation",
        "current_epoch_participation",
        "justification_bits",
        "previous_justified_checkpoint",
        "current_justified_checkpoint",
        "finalized_checkpoint",
        "inactivity_scores",
        "current_sync_committee",
        "next_sync_committee",
        "latest_execution_payload_header",
        "next_withdrawal_index",
        "next_withdrawal_validator_index",
        "historical_summaries",
        "deposit_requests_start_index",
        "deposit_balance_to_consume",
        "exit_balance_to_consume",
        "earliest_exit_epoch",
        "consolidation_balance_to_consume",
        "earliest_consolidation_epoch",
        "pending_deposits",
        "pending_partial_withdrawals",
        "pending_consolidations",
        "proposer_lookahead",
    ];

    private static readonly GeneralizedIndex ValidatorsPlace = IndexOf("validators");
    private static readonly GeneralizedIndex BalancesPlace = IndexOf("balances");

    /// <summary>The number of fields at Fulu.</summary>
    public static int FieldCount => Fields.Length;

    /// <summary>The schema of the field <c>validators</c>.</summary>
    public static SszMerkleList<Validator, Unmeasured<Validator>> Validators { get; } =
        SszTypes.MerkleList(Validator.Ssz, ValidatorRegistryLimit);

    /// <summary>The schema of the field <c>balances</c>.</summary>
    public static SszMerkleList<Gwei, Unmeasured<Gwei>> Balances { get; } =
        SszTypes.MerkleList(SszTypes.Gwei, ValidatorRegistryLimit);

    /// <summary>How many fields are before one.</summary>
    /// <param name="field">The specification's name.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public static int PositionOf(string field)
    {
        int position = Array.IndexOf(Fields, field);
        return position >= 0
            ? position
            : throw new ArgumentException($"A beacon state has no field '{field}'.", nameof(field));
    }

    /// <summary>The place of a field's root under the state's root.</summary>
    /// <param name="field">The specification's name.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public static GeneralizedIndex IndexOf(string field) =>
        GeneralizedIndex.OfLeaf(PositionOf(field), FieldCount);

    /// <summary>The place of a validator's root under the state's root.</summary>
    /// <param name="validator">Below <see cref="ValidatorRegistryLimit"/>.</param>
    public static GeneralizedIndex IndexOfValidator(ValidatorIndex validator) =>
        Validators.IndexOf((long)validator.Value).Under(ValidatorsPlace);

    /// <summary>The place of the chunk with a validator's balance under the state's root.</summary>
    /// <param name="validator">Below <see cref="ValidatorRegistryLimit"/>.</param>
    public static GeneralizedIndex IndexOfBalance(ValidatorIndex validator) =>
        Balances.IndexOf((long)validator.Value).Under(BalancesPlace);
}
