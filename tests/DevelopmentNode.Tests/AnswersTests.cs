using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Primitives;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>
/// Every endpoint answers what the chain says, in the form that the project's own client reads.
/// </summary>
public sealed class AnswersTests
{
    private static readonly Epoch Epoch = new(6);

    [Fact]
    public async Task The_node_is_ready_and_at_the_head()
    {
        await using NodeRun run = await StartAsync(Epoch);
        await run.SendAsync(BeaconRequests.Health());
        Assert.Equal(
            new SyncStatus(
                run.Chain.Head().Header.Slot,
                0,
                IsSyncing: false,
                IsOptimistic: false,
                IsExecutionOffline: false),
            (await run.SendAsync(BeaconRequests.Syncing())).Content);
        (var status, _) = await run.SendRawAsync(Get("/eth/v1/node/health?syncing_status=299"));
        Assert.Equal(200, (int)status);
    }

    [Fact]
    public async Task A_state_is_named_by_word_slot_or_root()
    {
        await using NodeRun run = await StartAsync(Epoch);
        BeaconChain chain = run.Chain;
        Slot finalized = Config.FirstSlot(chain.State.FinalizedCheckpoint.Epoch);
        (BlockId Id, BeaconState State, bool IsFinalized)[] states =
        [
            (BlockId.Head, chain.State, false),
            (BlockId.Genesis, chain.StateAt(new(0))!, true),
            (BlockId.Finalized, chain.StateAt(finalized)!, true),
            (BlockId.Justified, chain.StateAt(Config.FirstSlot(Epoch - 1))!, false),
            (BlockId.At(finalized), chain.StateAt(finalized)!, true),
            (BlockId.At(finalized + 1), chain.StateAt(finalized + 1)!, false),
            (BlockId.Of(chain.Head().Header.StateRoot), chain.StateAt(chain.Head().Header.Slot)!, false),
        ];
        Assert.Equal(new Epoch(4), chain.State.FinalizedCheckpoint.Epoch);
        foreach ((BlockId id, BeaconState state, bool isFinalized) in states)
        {
            Assert.Equal(
                new(ExecutionOptimistic: false, isFinalized, new FinalityCheckpoints(
                    PreviousJustified: state.PreviousJustifiedCheckpoint,
                    CurrentJustified: state.CurrentJustifiedCheckpoint,
                    Finalized: state.FinalizedCheckpoint)),
                await run.SendAsync(BeaconRequests.FinalityCheckpoints(id)));
            Assert.Equal(
                new(ExecutionOptimistic: false, isFinalized, state.Fork),
                await run.SendAsync(BeaconRequests.Fork(id)));
        }
    }

    [Fact]
    public async Task Mixes_are_those_of_the_state()
    {
        await using NodeRun run = await StartAsync(Epoch);
        foreach (Epoch epoch in new[] { Epoch, Epoch - 1, new Epoch(0) })
        {
            Assert.Null(Randao.TryGet(run.Chain.State, epoch, out Hash32 mix));
            Assert.Equal(mix, (await run.SendAsync(BeaconRequests.Randao(BlockId.Head, epoch))).Content);
        }

        // Without an epoch it is the state's own.
        (_, byte[] body) = await run.SendRawAsync(Get("/eth/v1/beacon/states/head/randao"));
        Assert.True(BeaconEndpoints.Randao.Answer.TryParse(body, out ChainAnswer<Hash32>? answer, out _));
        Assert.Equal(
            (await run.SendAsync(BeaconRequests.Randao(BlockId.Head, Epoch))).Content, answer.Content);
    }

    [Fact]
    public async Task Validators_are_found_by_index_key_and_status()
    {
        await using NodeRun run = await StartAsync(Epoch);
        RegisteredValidator[] all = [.. ValidatorEntries.Of(run.Chain.State)];
        Assert.Equal(16, all.Length);
        Assert.Equal(all, await ByBodyAsync([], []));
        var byKey = new ValidatorId(new TestKey(Own).PublicKey);
        var byIndex = new ValidatorId(new ValidatorIndex(Other));
        Assert.Equal([all[Own], all[Other]], await ByBodyAsync([byKey, byIndex], []));
        Assert.Equal(
            [all[Own], all[Other]], await ByQueryAsync([byIndex, byKey], [ValidatorStatus.ActiveOngoing]));
        Assert.Empty(await ByQueryAsync([byKey], [ValidatorStatus.ActiveSlashed]));
        Assert.Equal(all[Own], (await run.SendAsync(BeaconRequests.Validator(BlockId.Head, byKey))).Content);
        Assert.Equal(
            all[Other], (await run.SendAsync(BeaconRequests.Validator(BlockId.Head, byIndex))).Content);

        // Those that are unknown are left out, and lists may be written with commas.
        var unknown = new ValidatorId(new ValidatorIndex(16));
        Assert.Equal([all[Own]], await ByBodyAsync([unknown, byKey], []));
        (_, byte[] body) = await run.SendRawAsync(
            Get("/eth/v1/beacon/states/head/validators?id=14,15&status=active,exited"));
        Assert.True(BeaconEndpoints.GetValidators.Answer.TryParse(body, out var answer, out _));
        Assert.Equal([all[Own], all[Other]], answer.Content);

        async Task<Sequence<RegisteredValidator>> ByBodyAsync(
            Sequence<ValidatorId> ids, Sequence<ValidatorStatus> statuses)
        {
            HttpRequestMessage message = Post(
                "/eth/v1/beacon/states/head/validators", ValidatorsFilter.Shape.ToUtf8(new(ids, statuses)));
            (_, byte[] utf8) = await run.SendRawAsync(message);
            Assert.True(
                BeaconEndpoints.PostValidators.Answer.TryParse(utf8, out var read, out string? flaw), flaw);
            return read.Content;
        }

        async Task<Sequence<RegisteredValidator>> ByQueryAsync(
            Sequence<ValidatorId> ids, Sequence<ValidatorStatus> statuses) =>
            (await run.SendAsync(BeaconRequests.ValidatorsByQuery(BlockId.Head, new(ids, statuses)))).Content;
    }

    [Fact]
    public async Task Committees_are_those_of_the_duties()
    {
        await using NodeRun run = await StartAsync(Epoch);
        Sequence<BeaconCommittee> committees =
            (await run.SendAsync(BeaconRequests.Committees(BlockId.Head, Epoch + 1))).Content;
        DutiesAnswer<AttesterDuty> duties = await run.SendAsync(
            BeaconRequests.AttesterDuties(Epoch + 1, [new(Own), new(Other)]));
        Assert.Null(AttesterDuties.TryGet(run.Chain, Epoch + 1, [new(Own), new(Other)], out var expected));
        Assert.Equal(expected, duties);
        Assert.All(duties.Duties, d => Assert.Equal(
            d.ValidatorIndex,
            committees.Single(c => c.Slot == d.Slot && c.Index == d.CommitteeIndex)
                .Validators[(int)d.ValidatorCommitteeIndex]));

        Slot slot = duties.Duties[0].Slot;
        (_, byte[] body) = await run.SendRawAsync(
            Get($"/eth/v1/beacon/states/head/committees?epoch={Epoch + 1}&slot={slot}&index=0"));
        Assert.True(BeaconEndpoints.Committees.Answer.TryParse(body, out var answer, out _));
        Assert.Equal(committees.Single(c => c.Slot == slot), Assert.Single(answer.Content));
    }

    [Fact]
    public async Task Blocks_are_found_by_word_slot_root_and_parent()
    {
        await using NodeRun run = await StartAsync(Epoch);
        BeaconChain chain = run.Chain;
        BeaconBlock head = chain.Head();
        BeaconBlock parent = chain.BlockByRoot(head.Header.ParentRoot)!;
        BeaconBlock finalized = chain.BlockOf(chain.State.FinalizedCheckpoint)!;
        (BlockId Id, BeaconBlock Block, bool IsFinalized)[] blocks =
        [
            (BlockId.Head, head, false),
            (BlockId.Genesis, chain.BlockAt(new(0))!, true),
            (BlockId.Finalized, finalized, true),
            (BlockId.At(head.Header.Slot), head, false),
            (BlockId.Of(parent.Root), parent, false),
        ];
        foreach ((BlockId id, BeaconBlock block, bool isFinalized) in blocks)
        {
            var header = new BlockHeader(block.Root, IsCanonical: true, new(block.Header, default));
            Assert.Equal(new(false, isFinalized, header), await run.SendAsync(BeaconRequests.Header(id)));
            Assert.Equal(
                new(false, isFinalized, block.Root), await run.SendAsync(BeaconRequests.BlockRoot(id)));
            Assert.Equal([header], (await run.SendAsync(BeaconRequests.Headers(block.Header.Slot))).Content);
        }

        Assert.Equal([head.Root], await RootsAsync(string.Empty));
        Assert.Equal([head.Root], await RootsAsync($"?parent_root={parent.Root}"));
        Assert.Empty(await RootsAsync($"?parent_root={head.Root}"));
        Assert.Empty(await RootsAsync($"?parent_root={parent.Root}&slot={parent.Header.Slot}"));
        Assert.Empty(await RootsAsync($"?slot={chain.Slot + 1}"));

        async Task<IEnumerable<Hash32>> RootsAsync(string query)
        {
            (_, byte[] body) = await run.SendRawAsync(Get($"/eth/v1/beacon/headers{query}"));
            Assert.True(
                BeaconEndpoints.Headers.Answer.TryParse(body, out var answer, out string? flaw), flaw);
            return answer.Content.Select(static h => h.Root);
        }
    }

    [Fact]
    public async Task Proposers_have_a_dependent_root_in_each_version()
    {
        await using NodeRun run = await StartAsync(Epoch);
        foreach (Epoch epoch in new[] { Epoch, Epoch + 1 })
        {
            Assert.Null(ProposerDuties.TryGetV1(run.Chain, epoch, out var first));
            Assert.Equal(first, await run.SendAsync(BeaconRequests.ProposerDuties(epoch)));
            Assert.Null(ProposerDuties.TryGet(run.Chain, epoch, out var second));
            Assert.Equal(second, await run.SendAsync(BeaconRequests.ProposerDutiesV2(epoch)));
            Assert.NotEqual(first!.DependentRoot, second!.DependentRoot);
        }
    }

    [Fact]
    public async Task A_vote_that_was_included_shows_in_liveness_rewards_and_balance()
    {
        await using NodeRun run = await StartAsync(Epoch);
        SingleAttestation vote = await run.VoteAsync(Own, Epoch);
        Assert.Null(VoteContent.TryGet(run.Chain, vote.Data.Slot, out AttestationData? expected));
        Assert.Equal(expected, vote.Data);
        await run.SendAsync(BeaconRequests.SubscribeToCommittees([]));
        await run.SendAsync(Submit(vote));

        run.MoveTo(Epoch + 1);
        Assert.Equal(
            [new(new(Own), IsLive: true), new(new(Other), IsLive: false)],
            (await run.SendAsync(BeaconRequests.Liveness(Epoch, [new(Own), new(Other)]))).Content);

        run.MoveTo(Config.LastSlot(Epoch + 1));
        AttestationRewards rewards = (await run.SendAsync(BeaconRequests.AttestationRewards(
            Epoch, [new(new ValidatorIndex(Own)), new(new TestKey(Other).PublicKey)]))).Content;
        Assert.Equal([new(Own), new(Other)], rewards.Total.Select(static r => r.ValidatorIndex));
        Assert.True(rewards.Total[0].Parts.Target.Value > 0);
        Assert.True(rewards.Total[0].Parts.Source.Value > 0);
        Assert.True(rewards.Total[1].Parts.Target.Value < 0);

        Gwei before = run.Chain.State.Balances[Own];
        run.MoveTo(run.Chain.Slot + 1);
        Assert.Equal(
            (long)before.Value + rewards.Total[0].Parts.Sum.Value,
            (long)(await run.SendAsync(BeaconRequests.Validator(BlockId.Head, new(new ValidatorIndex(Own)))))
                .Content.Balance.Value);

        // Without a body, or with an empty list, it is everybody's.
        var none = new StringContent("[]", null, "application/json");
        foreach (HttpContent? body in new HttpContent?[] { null, none })
        {
            (_, byte[] utf8) = await run.SendRawAsync(
                new(HttpMethod.Post, $"/eth/v1/beacon/rewards/attestations/{Epoch}") { Content = body });
            Assert.True(
                BeaconEndpoints.AttestationRewards.Answer.TryParse(utf8, out var all, out string? flaw),
                flaw);
            Assert.Equal(16, all.Content.Total.Count);
        }
    }

    [Fact]
    public async Task A_validator_leaves_by_its_signed_wish()
    {
        await using NodeRun run = await StartAsync(Epoch);
        var exit = new VoluntaryExit(Epoch, new(Own));
        Hash32 root = Config.Forks.VoluntaryExitDomain(exit, Epoch, run.Chain.State.GenesisValidatorsRoot)
            .SigningRoot(VoluntaryExit.Ssz, exit);
        await run.SendAsync(
            BeaconRequests.SubmitVoluntaryExit(new(exit, new TestKey(Own).Sign(root).ToBytes())));
        run.MoveTo(Epoch + 1);
        RegisteredValidator leaving = (await run.SendAsync(
            BeaconRequests.Validator(BlockId.Head, new(new ValidatorIndex(Own))))).Content;
        Assert.Equal(
            (ValidatorStatus.ActiveExiting, Epoch + 5), (leaving.Status, leaving.Validator.ExitEpoch));
    }

    [Fact]
    public async Task Several_nodes_answer_at_several_addresses()
    {
        await using NodeRun one = await StartAsync(new Slot(3));
        await using NodeRun two = await StartAsync(new Slot(5));
        Assert.NotEqual(one.Node.Url, two.Node.Url);
        Assert.Equal(new Uri(one.Node.Url, "/deposits"), one.Node.DepositsUrl);
        Assert.True(one.Node.Url.IsLoopback);
    }
}
