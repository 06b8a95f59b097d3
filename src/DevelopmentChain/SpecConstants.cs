using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain;

/// <summary>
/// The numbers of the consensus specification that are the same in every preset and configuration.
/// </summary>
/// <remarks>
/// Sources: phase0, altair, bellatrix and electra <c>beacon-chain.md</c>, sections Constants and Preset. The
/// numbers of rewards, penalties and churn are beside their formulas, in <c>TrustlessPools.Economics</c>.
/// </remarks>
internal static class SpecConstants
{
    /// <summary>MIN_SEED_LOOKAHEAD, in epochs.</summary>
    internal const ulong MinSeedLookahead = 1;

    /// <summary>MIN_ATTESTATION_INCLUSION_DELAY, in slots.</summary>
    internal const ulong MinAttestationInclusionDelay = 1;

    /// <summary>
    /// TARGET_AGGREGATORS_PER_COMMITTEE; what aggregators are chosen by, which nobody is here.
    /// </summary>
    internal const ulong TargetAggregatorsPerCommittee = 16;

    /// <summary>MAX_ATTESTATIONS_ELECTRA, in a block.</summary>
    internal const int MaxAttestations = 8;

    /// <summary>MAX_ATTESTER_SLASHINGS_ELECTRA, in a block.</summary>
    internal const int MaxAttesterSlashings = 1;

    /// <summary>MAX_VOLUNTARY_EXITS, in a block.</summary>
    internal const int MaxVoluntaryExits = 16;

    /// <summary>MAX_DEPOSIT_REQUESTS_PER_PAYLOAD, in a block.</summary>
    internal const int MaxDepositRequests = 8192;

    /// <summary>MAX_PENDING_DEPOSITS_PER_EPOCH.</summary>
    internal const int MaxPendingDepositsPerEpoch = 16;

    /// <summary>PENDING_DEPOSITS_LIMIT.</summary>
    internal const ulong PendingDepositsLimit = 1 << 27;

    /// <summary>VALIDATOR_REGISTRY_LIMIT.</summary>
    internal const ulong ValidatorRegistryLimit = BeaconStateTree.ValidatorRegistryLimit;

    /// <summary>MIN_DEPOSIT_AMOUNT.</summary>
    internal static readonly Gwei MinDepositAmount = new(1_000_000_000);
}
