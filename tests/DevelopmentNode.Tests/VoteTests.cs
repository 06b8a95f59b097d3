using System.Net;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>
/// Votes over HTTP: the wrong ones are named by their place in the request, the others are taken.
/// </summary>
public sealed class VoteTests
{
    private static readonly Epoch Epoch = new(4);
    private static readonly Hash32 Unknown = Hash32.Sha256("no block"u8);

    public static TheoryData<string> Corruptions =>
    [
        "key", "domain", "fork", "no point", "index", "committee", "slot", "head", "target", "target epoch",
        "source", "too early", "too late", "unknown", "resident",
    ];

    [Theory]
    [MemberData(nameof(Corruptions))]
    public async Task A_corrupt_vote_is_refused_by_its_index_among_good_ones(string corruption)
    {
        await using NodeRun run = await StartAsync(Epoch);
        SingleAttestation good = await run.VoteAsync(Own, Epoch);
        SingleAttestation vote = await run.VoteAsync(Other, Epoch);
        (SingleAttestation corrupt, string name) = Corrupt(run, vote, corruption);
        BeaconError error = await run.RefusedAsync(HttpStatusCode.BadRequest, Submit(good, corrupt, good));
        BeaconFailure failure = Assert.Single(error.Failures);
        Assert.Equal(1UL, failure.Index);
        Assert.StartsWith(name, failure.Message, StringComparison.Ordinal);

        // The good one is in a block by the end of the next epoch, the other is not.
        run.MoveTo(Epoch + 2);
        Sequence<TotalReward> rewards = (await run.SendAsync(BeaconRequests.AttestationRewards(
            Epoch, [new(new ValidatorIndex(Own)), new(new ValidatorIndex(Other))]))).Content.Total;
        Assert.True(rewards[0].Parts is { Target.Value: > 0, Source.Value: > 0 });
        Assert.True(rewards[1].Parts is { Target.Value: < 0, Source.Value: < 0, Head.Value: 0 });
    }

    [Fact]
    public async Task Every_corrupt_vote_of_a_request_is_named()
    {
        await using NodeRun run = await StartAsync(Epoch);
        SingleAttestation vote = await run.VoteAsync(Own, Epoch);
        SingleAttestation[] votes =
        [
            Corrupt(run, vote, "key").Vote,
            vote,
            Corrupt(run, vote, "unknown").Vote,
            Corrupt(run, vote, "domain").Vote,
        ];
        BeaconError error = await run.RefusedAsync(HttpStatusCode.BadRequest, Submit(votes));
        Assert.Equal([0UL, 2, 3], error.Failures.Select(static f => f.Index));
        Assert.Equal("3 of the attestations were refused", error.Message);
    }

    [Fact]
    public async Task A_request_without_votes_is_taken()
    {
        await using NodeRun run = await StartAsync(Epoch);
        await run.SendAsync(Submit());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("deneb")]
    [InlineData("phase0")]
    [InlineData("Fulu")]
    [InlineData("gloas")]
    [InlineData("fulu,electra")]
    public async Task A_request_of_no_fork_or_of_one_before_electra_is_refused(string? version)
    {
        await using NodeRun run = await StartAsync(Epoch);
        HttpRequestMessage message = MessageOf(Submit(await run.VoteAsync(Own, Epoch)));
        message.Headers.Remove(BeaconHeaders.ConsensusVersion);
        if (version is not null)
        {
            message.Headers.TryAddWithoutValidation(BeaconHeaders.ConsensusVersion, version);
        }

        BeaconError error = await run.RefusedAsync(HttpStatusCode.BadRequest, message);
        Assert.StartsWith("Invalid Eth-Consensus-Version", error.Message, StringComparison.Ordinal);
        Assert.Empty(error.Failures);
    }

    [Fact]
    public async Task A_vote_under_another_fork_than_its_slot_s_is_refused()
    {
        await using NodeRun run = await StartAsync(Epoch);
        SingleAttestation vote = await run.VoteAsync(Own, Epoch);
        BeaconError error = await run.RefusedAsync(
            HttpStatusCode.BadRequest, BeaconRequests.SubmitAttestations(ForkName.Electra, [vote]));
        Assert.Equal(
            new BeaconFailure(0, $"The slot {vote.Data.Slot} is of fulu, not of electra."),
            Assert.Single(error.Failures));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("""[{"committee_index":"0","attester_index":"-1"}]""")]
    [InlineData("""[{"committee_index":"0","attester_index":"14","data":[],"signature":"0x"}]""")]
    public async Task A_body_that_is_no_list_of_votes_is_refused(string body)
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        HttpRequestMessage message = Post("/eth/v2/beacon/pool/attestations", body);
        message.Headers.Add(BeaconHeaders.ConsensusVersion, "fulu");
        BeaconError error = await run.RefusedAsync(HttpStatusCode.BadRequest, message);
        Assert.StartsWith("Invalid request body: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_former_version_of_the_endpoint_is_gone()
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        await run.RefusedAsync(HttpStatusCode.NotFound, Post("/eth/v1/beacon/pool/attestations", "[]"));
    }

    private static (SingleAttestation Vote, string Name) Corrupt(
        NodeRun run, SingleAttestation vote, string corruption)
    {
        AttestationData data = vote.Data;
        return corruption switch
        {
            "key" => (
                vote with { Signature = new TestKey(99).Sign(run.SigningRoot(data)).ToBytes() },
                "BadSignature"),
            "domain" => (Signed(vote, Root(DomainType.Randao, "fulu")), "BadSignature"),
            "fork" => (Signed(vote, Root(DomainType.BeaconAttester, "electra")), "BadSignature"),
            "no point" => (vote with { Signature = default }, "BadSignature"),
            "index" => (run.Signed(vote, data with { Index = 1 }), "NonZeroIndex"),
            "committee" => (vote with { CommitteeIndex = 1 }, "NotInCommittee"),
            "slot" => (run.Signed(vote, data with { Slot = OtherSlot(run, vote) }), "NotInCommittee"),
            "head" => (run.Signed(vote, data with { BeaconBlockRoot = Unknown }), "UnknownHead"),
            "target" => (run.Signed(vote, data with { Target = new(Epoch, Unknown) }), "WrongTarget {"),
            "target epoch" => (
                run.Signed(vote, data with { Target = data.Target with { Epoch = Epoch - 1 } }),
                "WrongTargetEpoch"),
            "source" =>
                (run.Signed(vote, data with { Source = new(data.Source.Epoch, Unknown) }), "WrongSource"),
            "too early" => (run.Signed(vote, data with { Slot = run.Chain.Slot + 1 }), "TooEarly"),
            "too late" => (
                run.Signed(vote, data with { Slot = new(8), Target = data.Target with { Epoch = new(1) } }),
                "TooLate"),
            "unknown" => (vote with { AttesterIndex = new(16) }, "UnknownValidator"),
            "resident" => (vote with { AttesterIndex = new(3) }, "ResidentValidator"),
            _ => throw new System.Diagnostics.UnreachableException(corruption),
        };

        Hash32 Root(DomainType type, string fork)
        {
            Assert.True(ForkNames.TryParse(fork, out ForkName name));
            ForkVersion version = Config.Forks.Forks[(int)name].Version;
            return Domain.Compute(type, version, run.Chain.State.GenesisValidatorsRoot)
                .SigningRoot(AttestationData.Ssz, data);
        }
    }

    private static SingleAttestation Signed(SingleAttestation vote, Hash32 root) =>
        vote with { Signature = new TestKey((int)vote.AttesterIndex.Value).Sign(root).ToBytes() };

    /// <summary>A slot of the epoch that has begun and is not the vote's.</summary>
    private static Slot OtherSlot(NodeRun run, SingleAttestation vote)
    {
        Slot first = Config.FirstSlot(Epoch);
        Assert.True(run.Chain.Slot > first);
        return vote.Data.Slot == first ? first + 1 : first;
    }
}
