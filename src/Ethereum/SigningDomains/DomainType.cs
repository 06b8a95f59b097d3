namespace TrustlessPools.Ethereum.SigningDomains;

/// <summary>
/// What a signature is for (consensus-specs <c>DomainType</c>); the four bytes, big-endian.
/// </summary>
public enum DomainType
{
    /// <summary>DOMAIN_BEACON_PROPOSER: a block.</summary>
    BeaconProposer = 0x00000000,

    /// <summary>DOMAIN_BEACON_ATTESTER: a vote.</summary>
    BeaconAttester = 0x01000000,

    /// <summary>DOMAIN_RANDAO: a proposer's contribution to randomness.</summary>
    Randao = 0x02000000,

    /// <summary>DOMAIN_DEPOSIT: a deposit, for which see <see cref="Domain.ForDeposits"/>.</summary>
    Deposit = 0x03000000,

    /// <summary>
    /// DOMAIN_VOLUNTARY_EXIT: an exit, for which see <see cref="ForkSchedule.VoluntaryExitDomain"/>.
    /// </summary>
    VoluntaryExit = 0x04000000,

    /// <summary>DOMAIN_SELECTION_PROOF: the proof that a validator aggregates in a slot.</summary>
    SelectionProof = 0x05000000,

    /// <summary>DOMAIN_AGGREGATE_AND_PROOF: an aggregate with its proof.</summary>
    AggregateAndProof = 0x06000000,

    /// <summary>DOMAIN_SYNC_COMMITTEE: a head, for light clients.</summary>
    SyncCommittee = 0x07000000,

    /// <summary>
    /// DOMAIN_SYNC_COMMITTEE_SELECTION_PROOF: the proof that a validator aggregates such votes.
    /// </summary>
    SyncCommitteeSelectionProof = 0x08000000,

    /// <summary>DOMAIN_CONTRIBUTION_AND_PROOF: an aggregate of such votes with its proof.</summary>
    ContributionAndProof = 0x09000000,

    /// <summary>DOMAIN_BLS_TO_EXECUTION_CHANGE: the naming of an execution address.</summary>
    BlsToExecutionChange = 0x0a000000,

    /// <summary>DOMAIN_APPLICATION_BUILDER: a registration with block builders.</summary>
    ApplicationBuilder = 0x00000001,
}

/// <summary>What kind of signature a domain is for.</summary>
public static class DomainTypes
{
    /// <summary>True for duties, which are signed under the fork version of their epoch.</summary>
    /// <remarks>The others outlive forks: they have the genesis version or, for exits, Capella's.</remarks>
    public static bool IsOfDuty(this DomainType type) => type is not (
        DomainType.Deposit
        or DomainType.VoluntaryExit
        or DomainType.BlsToExecutionChange
        or DomainType.ApplicationBuilder);
}
