using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>The requests that an attesting node sends.</summary>
public static class BeaconRequests
{
    /// <summary>Asks how the chain began.</summary>
    public static BeaconRequest<Answer<Genesis>> Genesis() => BeaconEndpoints.Genesis.Request(default);

    /// <summary>Asks for the chain's constants, for <see cref="ChainParameters.TryRead"/>.</summary>
    public static BeaconRequest<Answer<Spec>> Spec() => BeaconEndpoints.Spec.Request(default);

    /// <summary>Asks for the chain's forks.</summary>
    public static BeaconRequest<Answer<Sequence<Fork>>> ForkSchedule() =>
        BeaconEndpoints.ForkSchedule.Request(default);

    /// <summary>Asks how far the node has got.</summary>
    public static BeaconRequest<Answer<SyncStatus>> Syncing() => BeaconEndpoints.Syncing.Request(default);

    /// <summary>Asks for the node's software and its version.</summary>
    public static BeaconRequest<Answer<string>> Version() => BeaconEndpoints.Version.Request(default);

    /// <summary>Asks where deposits are made.</summary>
    public static BeaconRequest<Answer<DepositContract>> DepositContract() =>
        BeaconEndpoints.DepositContract.Request(default);

    /// <summary>Asks whether the node is ready.</summary>
    public static BeaconRequest<Nothing> Health() => BeaconEndpoints.Health.Request(default);

    /// <summary>Asks how peers know the node.</summary>
    public static BeaconRequest<Answer<NodeIdentity>> Identity() => BeaconEndpoints.Identity.Request(default);

    /// <summary>Asks for the fork of a state.</summary>
    public static BeaconRequest<ChainAnswer<Fork>> Fork(BlockId state) =>
        BeaconEndpoints.Fork.Request(default, ("state_id", state.ToString()));

    /// <summary>Asks for one validator.</summary>
    public static BeaconRequest<ChainAnswer<RegisteredValidator>> Validator(
        BlockId state, ValidatorId validator) => BeaconEndpoints.Validator.Request(
            default, ("state_id", state.ToString()), ("validator_id", validator.ToString()));

    /// <summary>Asks for validators in a query, which holds a few dozen of them.</summary>
    /// <param name="state">The state they are in.</param>
    /// <param name="filter">Which of them.</param>
    public static BeaconRequest<ChainAnswer<Sequence<RegisteredValidator>>> ValidatorsByQuery(
        BlockId state, ValidatorsFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        (string, string)[] parameters =
        [
            ("state_id", state.ToString()),
            .. filter.Ids.Select(static id => ("id", id.ToString())),
            .. filter.Statuses.Select(static status => ("status", status.ToText())),
        ];
        return BeaconEndpoints.GetValidators.Request(default, parameters);
    }

    /// <summary>Asks for validators.</summary>
    /// <param name="state">The state they are in.</param>
    /// <param name="validators">
    /// Those asked for; those that the state has not are left out of the answer.
    /// </param>
    public static BeaconRequest<ChainAnswer<Sequence<RegisteredValidator>>> Validators(
        BlockId state, Sequence<ValidatorId> validators) => BeaconEndpoints.PostValidators.Request(
            new(validators, Statuses: []), ("state_id", state.ToString()));

    /// <summary>Asks what a state takes for justified and final.</summary>
    public static BeaconRequest<ChainAnswer<FinalityCheckpoints>> FinalityCheckpoints(BlockId state) =>
        BeaconEndpoints.FinalityCheckpoints.Request(default, ("state_id", state.ToString()));

    /// <summary>Asks for the RANDAO mix of an epoch that a state still has.</summary>
    public static BeaconRequest<ChainAnswer<Hash32>> Randao(BlockId state, Epoch epoch) =>
        BeaconEndpoints.Randao.Request(default, ("state_id", state.ToString()), ("epoch", epoch.ToString()));

    /// <summary>Asks for the committees of the previous, the current or the next epoch of a state.</summary>
    public static BeaconRequest<ChainAnswer<Sequence<BeaconCommittee>>> Committees(
        BlockId state, Epoch epoch) =>
        BeaconEndpoints.Committees.Request(
            default, ("state_id", state.ToString()), ("epoch", epoch.ToString()));

    /// <summary>Asks for the blocks of a slot without their bodies.</summary>
    public static BeaconRequest<ChainAnswer<Sequence<BlockHeader>>> Headers(Slot slot) =>
        BeaconEndpoints.Headers.Request(default, ("slot", slot.ToString()));

    /// <summary>Asks for a block without its body.</summary>
    public static BeaconRequest<ChainAnswer<BlockHeader>> Header(BlockId block) =>
        BeaconEndpoints.Header.Request(default, ("block_id", block.ToString()));

    /// <summary>Asks for the root of a block.</summary>
    public static BeaconRequest<ChainAnswer<Hash32>> BlockRoot(BlockId block) =>
        BeaconEndpoints.BlockRoot.Request(default, ("block_id", block.ToString()));

    /// <summary>Asks where and when validators attest.</summary>
    /// <param name="epoch">The current epoch or the next.</param>
    /// <param name="validators">Those asked for.</param>
    public static BeaconRequest<DutiesAnswer<AttesterDuty>> AttesterDuties(
        Epoch epoch, Sequence<ValidatorIndex> validators) =>
        BeaconEndpoints.AttesterDuties.Request(validators, ("epoch", epoch.ToString()));

    /// <summary>Asks who proposes in an epoch.</summary>
    public static BeaconRequest<DutiesAnswer<ProposerDuty>> ProposerDuties(Epoch epoch) =>
        BeaconEndpoints.ProposerDuties.Request(default, ("epoch", epoch.ToString()));

    /// <summary>As <see cref="ProposerDuties"/>, with the dependent root that counts since Fulu.</summary>
    public static BeaconRequest<DutiesAnswer<ProposerDuty>> ProposerDutiesV2(Epoch epoch) =>
        BeaconEndpoints.ProposerDutiesV2.Request(default, ("epoch", epoch.ToString()));

    /// <summary>Asks which of some validators were seen in an epoch.</summary>
    /// <param name="epoch">The current epoch or the one before.</param>
    /// <param name="validators">Those asked for.</param>
    public static BeaconRequest<Answer<Sequence<ValidatorLiveness>>> Liveness(
        Epoch epoch, Sequence<ValidatorIndex> validators) =>
        BeaconEndpoints.Liveness.Request(validators, ("epoch", epoch.ToString()));

    /// <summary>Asks what to vote for in a slot.</summary>
    /// <remarks>Since Electra the vote is the same for all committees; nodes still want one named.</remarks>
    public static BeaconRequest<Answer<AttestationData>> AttestationData(Slot slot) =>
        BeaconEndpoints.AttestationData.Request(
            default, ("slot", slot.ToString()), ("committee_index", default(CommitteeIndex).ToString()));

    /// <summary>Sends votes to the network.</summary>
    /// <param name="fork">The fork of the votes' slots, Electra or later.</param>
    /// <param name="attestations">The votes; a refusal says which of them were not taken.</param>
    public static BeaconRequest<Nothing> SubmitAttestations(
        ForkName fork, Sequence<SingleAttestation> attestations)
    {
        Invariant.Holds(fork >= ForkName.Electra, "Single attestations are sent since Electra.");
        return BeaconEndpoints.SubmitAttestations.Request(attestations, fork);
    }

    /// <summary>Sends an exit to the network.</summary>
    public static BeaconRequest<Nothing> SubmitVoluntaryExit(SignedVoluntaryExit exit) =>
        BeaconEndpoints.SubmitVoluntaryExit.Request(exit);

    /// <summary>Asks the node to be on the subnets of committees.</summary>
    public static BeaconRequest<Nothing> SubscribeToCommittees(
        Sequence<CommitteeSubscription> subscriptions) =>
        BeaconEndpoints.SubscribeToCommittees.Request(subscriptions);

    /// <summary>Asks what attesting in an epoch brought.</summary>
    /// <param name="epoch">An epoch that ended at least one epoch ago; nodes keep few of them.</param>
    /// <param name="validators">Those asked for.</param>
    public static BeaconRequest<ChainAnswer<AttestationRewards>> AttestationRewards(
        Epoch epoch, Sequence<ValidatorId> validators) =>
        BeaconEndpoints.AttestationRewards.Request(validators, ("epoch", epoch.ToString()));
}
