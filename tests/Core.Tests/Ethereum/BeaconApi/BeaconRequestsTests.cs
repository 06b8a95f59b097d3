using System.Text;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.BeaconApi;

public sealed class BeaconRequestsTests
{
    private static readonly Hash32 Root = Hash32.Sha256("root"u8);

    [Fact]
    public void Questions_without_a_body_are_paths()
    {
        AssertGet("/eth/v1/beacon/genesis", BeaconRequests.Genesis());
        AssertGet("/eth/v1/config/spec", BeaconRequests.Spec());
        AssertGet("/eth/v1/config/fork_schedule", BeaconRequests.ForkSchedule());
        AssertGet("/eth/v1/node/syncing", BeaconRequests.Syncing());
        AssertGet("/eth/v1/node/version", BeaconRequests.Version());
        AssertGet("/eth/v1/config/deposit_contract", BeaconRequests.DepositContract());
        AssertGet("/eth/v1/node/health", BeaconRequests.Health());
        AssertGet("/eth/v1/node/identity", BeaconRequests.Identity());
        AssertGet("/eth/v1/validator/duties/proposer/9", BeaconRequests.ProposerDuties(new(9)));
        AssertGet("/eth/v2/validator/duties/proposer/9", BeaconRequests.ProposerDutiesV2(new(9)));
        AssertGet("/eth/v1/beacon/headers?slot=64", BeaconRequests.Headers(new(64)));
    }

    [Fact]
    public void Questions_about_a_state_or_a_block_name_it()
    {
        AssertGet(
            "/eth/v1/beacon/states/finalized/finality_checkpoints",
            BeaconRequests.FinalityCheckpoints(BlockId.Finalized));
        AssertGet(
            "/eth/v1/beacon/states/head/randao?epoch=7", BeaconRequests.Randao(BlockId.Head, new(7)));
        AssertGet("/eth/v1/beacon/states/justified/fork", BeaconRequests.Fork(BlockId.Justified));
        AssertGet(
            "/eth/v1/beacon/states/0/committees?epoch=7",
            BeaconRequests.Committees(BlockId.At(new(0)), new(7)));
        AssertGet("/eth/v1/beacon/headers/64", BeaconRequests.Header(BlockId.At(new(64))));
        AssertGet($"/eth/v1/beacon/blocks/{Root}/root", BeaconRequests.BlockRoot(BlockId.Of(Root)));
    }

    [Fact]
    public void The_question_what_to_vote_for_names_slot_and_committee() => AssertGet(
        "/eth/v1/validator/attestation_data?slot=83&committee_index=0",
        BeaconRequests.AttestationData(new(83)));

    [Fact]
    public void Validators_are_asked_for_in_a_body_that_may_be_long() => AssertPost(
        "/eth/v1/beacon/states/head/validators",
        $$"""{"ids":["5","{{new G1Bytes(new ByteString(new byte[48]))}}"]}""",
        BeaconRequests.Validators(
            BlockId.Head, [new(new ValidatorIndex(5)), new(new G1Bytes(new ByteString(new byte[48])))]));

    [Fact]
    public void Few_validators_are_asked_for_in_the_query()
    {
        AssertGet(
            "/eth/v1/beacon/states/head/validators/5",
            BeaconRequests.Validator(BlockId.Head, new(new ValidatorIndex(5))));
        AssertGet(
            "/eth/v1/beacon/states/head/validators?id=5&id=6&status=active_ongoing",
            BeaconRequests.ValidatorsByQuery(BlockId.Head, new(
                [new(new ValidatorIndex(5)), new(new ValidatorIndex(6))], [ValidatorStatus.ActiveOngoing])));
        AssertGet(
            "/eth/v1/beacon/states/head/validators",
            BeaconRequests.ValidatorsByQuery(BlockId.Head, new([], [])));
    }

    [Fact]
    public void Duties_and_rewards_are_asked_for_by_index()
    {
        AssertPost(
            "/eth/v1/validator/liveness/9",
            """["5","6"]""",
            BeaconRequests.Liveness(new(9), [new(5), new(6)]));
        AssertPost(
            "/eth/v1/validator/duties/attester/9",
            """["5","6"]""",
            BeaconRequests.AttesterDuties(new(9), [new(5), new(6)]));
        AssertPost(
            "/eth/v1/beacon/rewards/attestations/8",
            """["5"]""",
            BeaconRequests.AttestationRewards(new(8), [new(new ValidatorIndex(5))]));
    }

    [Fact]
    public void Votes_are_sent_with_the_fork_that_they_are_of()
    {
        AttestationData data = new(new Slot(83), 0, Root, new(new Epoch(1), Root), new(new Epoch(2), Root));
        SingleAttestation vote = new(1, new ValidatorIndex(5), data, default);
        BeaconRequest<Nothing> request = BeaconRequests.SubmitAttestations(ForkName.Fulu, [vote]);
        AssertPost(
            "/eth/v2/beacon/pool/attestations",
            $$$"""
            [{"committee_index":"1","attester_index":"5","data":{"slot":"83","index":"0",
            "beacon_block_root":"{{{Root}}}","source":{"epoch":"1","root":"{{{Root}}}"},
            "target":{"epoch":"2","root":"{{{Root}}}"}},"signature":"{{{default(G2Bytes)}}}"}]
            """.ReplaceLineEndings(string.Empty),
            request,
            new(ForkName.Fulu));
        Assert.Equal("Eth-Consensus-Version", BeaconHeaders.ConsensusVersion);
        Assert.Throws<InvariantBrokenException>(
            () => BeaconRequests.SubmitAttestations(ForkName.Deneb, [vote]));
    }

    [Fact]
    public void An_exit_is_sent_as_it_is_signed() => AssertPost(
        "/eth/v1/beacon/pool/voluntary_exits",
        $$$"""{"message":{"epoch":"9","validator_index":"5"},"signature":"{{{default(G2Bytes)}}}"}""",
        BeaconRequests.SubmitVoluntaryExit(new(new(new Epoch(9), new ValidatorIndex(5)), default)));

    [Fact]
    public void Subnets_are_subscribed_to_for_a_duty() => AssertPost(
        "/eth/v1/validator/beacon_committee_subscriptions",
        """
        [{"validator_index":"5","committee_index":"1","committees_at_slot":"2",
        "slot":"83","is_aggregator":true}]
        """.ReplaceLineEndings(string.Empty),
        BeaconRequests.SubscribeToCommittees(
            [CommitteeSubscription.For(BeaconAnswersTests.Duty, isAggregator: true)]));

    [Fact]
    public void An_answer_without_a_body_is_read_from_anything()
    {
        BeaconRequest<Nothing> request = BeaconRequests.SubscribeToCommittees([]);
        Assert.True(request.TryReadAnswer(default, out _, out _));
        Assert.True(request.TryReadAnswer(Encoding.UTF8.GetBytes("<html>"), out _, out _));
    }

    private static void AssertGet<T>(string path, BeaconRequest<T> request)
        where T : notnull =>
        Assert.Equal(new(BeaconMethod.Get, path, ByteString.Empty, default, request.Answer), request);

    private static void AssertPost<T>(
        string path, string body, BeaconRequest<T> request, Optional<ForkName> version = default)
        where T : notnull
    {
        Assert.Equal(body, Encoding.UTF8.GetString(request.Body.AsSpan()));
        Assert.Equal(new(BeaconMethod.Post, path, request.Body, version, request.Answer), request);
    }
}
