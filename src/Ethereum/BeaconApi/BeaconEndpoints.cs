using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>The endpoints that an attesting node uses (github.com/ethereum/beacon-APIs).</summary>
public static class BeaconEndpoints
{
    /// <summary>How the chain began.</summary>
    public static BeaconEndpoint<Nothing, Answer<Genesis>> Genesis { get; } =
        Get("/eth/v1/beacon/genesis", Answer<Genesis>.ShapeOf(BeaconApi.Genesis.Shape));

    /// <summary>The chain's constants.</summary>
    public static BeaconEndpoint<Nothing, Answer<Spec>> Spec { get; } =
        Get("/eth/v1/config/spec", Answer<Spec>.ShapeOf(BeaconApi.Spec.Shape));

    /// <summary>The chain's forks, without their names.</summary>
    public static BeaconEndpoint<Nothing, Answer<Sequence<Fork>>> ForkSchedule { get; } = Get(
        "/eth/v1/config/fork_schedule",
        Answer<Sequence<Fork>>.ShapeOf(JsonShapes.List(JsonShapes.Of(Containers.Fork.Ssz))));

    /// <summary>Where deposits are made.</summary>
    public static BeaconEndpoint<Nothing, Answer<DepositContract>> DepositContract { get; } = Get(
        "/eth/v1/config/deposit_contract", Answer<DepositContract>.ShapeOf(BeaconApi.DepositContract.Shape));

    /// <summary>Whether the node is ready: 200, or 206 while it is syncing.</summary>
    public static BeaconEndpoint<Nothing, Nothing> Health { get; } =
        Get("/eth/v1/node/health", Nothing.Shape);

    /// <summary>The node as its peers know it.</summary>
    public static BeaconEndpoint<Nothing, Answer<NodeIdentity>> Identity { get; } =
        Get("/eth/v1/node/identity", Answer<NodeIdentity>.ShapeOf(NodeIdentity.Shape));

    /// <summary>How far the node has got.</summary>
    public static BeaconEndpoint<Nothing, Answer<SyncStatus>> Syncing { get; } =
        Get("/eth/v1/node/syncing", Answer<SyncStatus>.ShapeOf(SyncStatus.Shape));

    /// <summary>The node's software and its version.</summary>
    public static BeaconEndpoint<Nothing, Answer<string>> Version { get; } =
        Get("/eth/v1/node/version", Answer<string>.ShapeOf(Single("version", JsonShapes.Text)));

    /// <summary>The fork of a state.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<Fork>> Fork { get; } = Get(
        "/eth/v1/beacon/states/{state_id}/fork",
        ChainAnswer<Fork>.ShapeOf(JsonShapes.Of(Containers.Fork.Ssz)));

    /// <summary>The validators of a state by the query's ids and statuses, for a few of them.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<Sequence<RegisteredValidator>>> GetValidators { get; } =
        Get(
            "/eth/v1/beacon/states/{state_id}/validators",
            ChainAnswer<Sequence<RegisteredValidator>>.ShapeOf(JsonShapes.List(RegisteredValidator.Shape)));

    /// <summary>The validators of a state by the body's ids and statuses, for any number of them.</summary>
    public static BeaconEndpoint<ValidatorsFilter, ChainAnswer<Sequence<RegisteredValidator>>>
        PostValidators { get; } = Post(
            "/eth/v1/beacon/states/{state_id}/validators",
            ValidatorsFilter.Shape,
            ChainAnswer<Sequence<RegisteredValidator>>.ShapeOf(JsonShapes.List(RegisteredValidator.Shape)));

    /// <summary>One validator of a state.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<RegisteredValidator>> Validator { get; } = Get(
        "/eth/v1/beacon/states/{state_id}/validators/{validator_id}",
        ChainAnswer<RegisteredValidator>.ShapeOf(RegisteredValidator.Shape));

    /// <summary>What a state takes for justified and final.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<FinalityCheckpoints>> FinalityCheckpoints { get; } =
        Get(
            "/eth/v1/beacon/states/{state_id}/finality_checkpoints",
            ChainAnswer<FinalityCheckpoints>.ShapeOf(BeaconApi.FinalityCheckpoints.Shape));

    /// <summary>A RANDAO mix of a state: that of the query's epoch, or of the state's own.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<Hash32>> Randao { get; } = Get(
        "/eth/v1/beacon/states/{state_id}/randao",
        ChainAnswer<Hash32>.ShapeOf(Single("randao", JsonShapes.Of(SszTypes.Hash32))));

    /// <summary>The committees of an epoch: the query's, or the state's own.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<Sequence<BeaconCommittee>>> Committees { get; } = Get(
        "/eth/v1/beacon/states/{state_id}/committees",
        ChainAnswer<Sequence<BeaconCommittee>>.ShapeOf(JsonShapes.List(BeaconCommittee.Shape)));

    /// <summary>Blocks without their bodies: by the query's slot or parent, or the head.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<Sequence<BlockHeader>>> Headers { get; } = Get(
        "/eth/v1/beacon/headers",
        ChainAnswer<Sequence<BlockHeader>>.ShapeOf(JsonShapes.List(BlockHeader.Shape)));

    /// <summary>A block without its body.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<BlockHeader>> Header { get; } =
        Get("/eth/v1/beacon/headers/{block_id}", ChainAnswer<BlockHeader>.ShapeOf(BlockHeader.Shape));

    /// <summary>The root of a block.</summary>
    public static BeaconEndpoint<Nothing, ChainAnswer<Hash32>> BlockRoot { get; } = Get(
        "/eth/v1/beacon/blocks/{block_id}/root",
        ChainAnswer<Hash32>.ShapeOf(Single("root", JsonShapes.Of(SszTypes.Hash32))));

    /// <summary>Where and when validators attest in an epoch, the current or the next.</summary>
    public static BeaconEndpoint<Sequence<ValidatorIndex>, DutiesAnswer<AttesterDuty>>
        AttesterDuties { get; } = Post(
            "/eth/v1/validator/duties/attester/{epoch}",
            JsonShapes.List(JsonShapes.Of(SszTypes.ValidatorIndex)),
            DutiesAnswer<AttesterDuty>.ShapeOf(JsonShapes.Of(AttesterDuty.Ssz)));

    /// <summary>Who proposes in an epoch.</summary>
    public static BeaconEndpoint<Nothing, DutiesAnswer<ProposerDuty>> ProposerDuties { get; } = Get(
        "/eth/v1/validator/duties/proposer/{epoch}",
        DutiesAnswer<ProposerDuty>.ShapeOf(JsonShapes.Of(ProposerDuty.Ssz)));

    /// <summary>
    /// Who proposes in an epoch, with the dependent root that decides it since Fulu (EIP-7917).
    /// </summary>
    public static BeaconEndpoint<Nothing, DutiesAnswer<ProposerDuty>> ProposerDutiesV2 { get; } = Get(
        "/eth/v2/validator/duties/proposer/{epoch}",
        DutiesAnswer<ProposerDuty>.ShapeOf(JsonShapes.Of(ProposerDuty.Ssz)));

    /// <summary>Which of some validators were seen in an epoch.</summary>
    public static BeaconEndpoint<Sequence<ValidatorIndex>, Answer<Sequence<ValidatorLiveness>>>
        Liveness { get; } = Post(
            "/eth/v1/validator/liveness/{epoch}",
            JsonShapes.List(JsonShapes.Of(SszTypes.ValidatorIndex)),
            Answer<Sequence<ValidatorLiveness>>.ShapeOf(JsonShapes.List(ValidatorLiveness.Shape)));

    /// <summary>What to vote for in the query's slot.</summary>
    public static BeaconEndpoint<Nothing, Answer<AttestationData>> AttestationData { get; } = Get(
        "/eth/v1/validator/attestation_data",
        Answer<AttestationData>.ShapeOf(JsonShapes.Of(Containers.AttestationData.Ssz)));

    /// <summary>Votes to be sent to the network, since Electra.</summary>
    public static BeaconEndpoint<Sequence<SingleAttestation>, Nothing> SubmitAttestations { get; } = Post(
        "/eth/v2/beacon/pool/attestations",
        JsonShapes.List(JsonShapes.Of(SingleAttestation.Ssz)),
        Nothing.Shape);

    /// <summary>An exit to be sent to the network.</summary>
    public static BeaconEndpoint<SignedVoluntaryExit, Nothing> SubmitVoluntaryExit { get; } = Post(
        "/eth/v1/beacon/pool/voluntary_exits", JsonShapes.Of(SignedVoluntaryExit.Ssz), Nothing.Shape);

    /// <summary>Subnets that the node is to be on.</summary>
    public static BeaconEndpoint<Sequence<CommitteeSubscription>, Nothing> SubscribeToCommittees { get; } =
        Post(
            "/eth/v1/validator/beacon_committee_subscriptions",
            JsonShapes.List(CommitteeSubscription.Shape),
            Nothing.Shape);

    /// <summary>What attesting in an epoch brought.</summary>
    public static BeaconEndpoint<Sequence<ValidatorId>, ChainAnswer<AttestationRewards>>
        AttestationRewards { get; } = Post(
            "/eth/v1/beacon/rewards/attestations/{epoch}",
            JsonShapes.List(ValidatorId.Shape),
            ChainAnswer<AttestationRewards>.ShapeOf(BeaconApi.AttestationRewards.Shape));

    private static BeaconEndpoint<Nothing, TAnswer> Get<TAnswer>(string template, JsonShape<TAnswer> answer)
        where TAnswer : notnull => new(BeaconMethod.Get, template, Nothing.Shape, answer);

    private static BeaconEndpoint<TBody, TAnswer> Post<TBody, TAnswer>(
        string template, JsonShape<TBody> body, JsonShape<TAnswer> answer)
        where TBody : notnull
        where TAnswer : notnull => new(BeaconMethod.Post, template, body, answer);

    private static JsonShape<T> Single<T>(string name, JsonShape<T> shape)
        where T : notnull => JsonObject.Of<T>()
        .Member(name, shape, static x => x)
        .Build(static m => m.Take<T>());
}
