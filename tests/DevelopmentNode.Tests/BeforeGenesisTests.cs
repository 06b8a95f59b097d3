using System.Net;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>A node answers before its chain has a genesis, and before its genesis time.</summary>
public sealed class BeforeGenesisTests
{
    [Fact]
    public async Task What_is_known_of_the_network_is_answered()
    {
        await using NodeRun run = await WaitAsync();
        Assert.Null(run.Node.Chain);
        await run.SendAsync(BeaconRequests.Health());
        Assert.StartsWith(
            "TrustlessPools-DevelopmentNode/v",
            (await run.SendAsync(BeaconRequests.Version())).Content,
            StringComparison.Ordinal);
        Assert.Empty((await run.SendAsync(BeaconRequests.Identity())).Content.PeerAddresses);
        Assert.Equal(
            new SyncStatus(new(0), 0, IsSyncing: false, IsOptimistic: false, IsExecutionOffline: false),
            (await run.SendAsync(BeaconRequests.Syncing())).Content);
        Assert.Equal(new(0, default), (await run.SendAsync(BeaconRequests.DepositContract())).Content);

        Spec spec = (await run.SendAsync(BeaconRequests.Spec())).Content;
        Assert.True(ChainParameters.TryRead(spec, out ChainParameters? parameters, out string? flaw), flaw);
        Assert.Equal(new ChainParameters(Config.Preset, Config.SlotDuration, Config.Forks), parameters);

        Sequence<Fork> forks = (await run.SendAsync(BeaconRequests.ForkSchedule())).Content;
        Assert.Equal(
            Config.Forks.Forks.Select(static f => f.Version), forks.Select(static f => f.CurrentVersion));
        Assert.Equal(
            Config.Forks.Forks.Take(forks.Count - 1).Select(static f => f.Version),
            forks.Skip(1).Select(static f => f.PreviousVersion));
    }

    [Fact]
    public async Task Everything_about_the_chain_is_not_found()
    {
        await using NodeRun run = await WaitAsync();
        HttpRequestMessage[] questions =
        [
            MessageOf(BeaconRequests.Genesis()),
            MessageOf(BeaconRequests.Fork(BlockId.Head)),
            MessageOf(BeaconRequests.FinalityCheckpoints(BlockId.Head)),
            MessageOf(BeaconRequests.Validators(BlockId.Head, [])),
            MessageOf(BeaconRequests.Header(BlockId.Genesis)),
            MessageOf(BeaconRequests.AttesterDuties(new(0), [new(0)])),
            MessageOf(BeaconRequests.ProposerDuties(new(0))),
            MessageOf(BeaconRequests.AttestationData(new(0))),
            MessageOf(BeaconRequests.SubmitAttestations(ForkName.Fulu, [])),
            MessageOf(BeaconRequests.SubscribeToCommittees([])),
            Post("/deposits", "[]"),
        ];
        foreach (HttpRequestMessage question in questions)
        {
            BeaconError error = await run.RefusedAsync(HttpStatusCode.NotFound, question);
            Assert.Equal("The genesis is not known yet.", error.Message);
        }
    }

    [Fact]
    public async Task A_chain_with_a_genesis_is_known_before_its_time_but_nobody_votes_in_it()
    {
        await using NodeRun run = await WaitAsync();
        run.Node.Begin(Genesis());
        Ethereum.BeaconApi.Genesis genesis = (await run.SendAsync(BeaconRequests.Genesis())).Content;
        Assert.Equal(GenesisTime, genesis.Time);
        Assert.Equal(run.Chain.State.GenesisValidatorsRoot, genesis.ValidatorsRoot);
        Assert.Equal(Config.Forks.GenesisVersion, genesis.ForkVersion);
        DutiesAnswer<AttesterDuty> duties =
            await run.SendAsync(BeaconRequests.AttesterDuties(new(0), [new(Own), new(Other)]));
        Assert.Equal(2, duties.Duties.Count);
        await run.RefusedAsync(HttpStatusCode.BadRequest, BeaconRequests.AttestationData(new(0)));

        run.MoveTo(new Slot(0));
        AttestationData data = (await run.SendAsync(BeaconRequests.AttestationData(new(0)))).Content;
        run.Time.MoveUnnoticed(GenesisTime - new Duration(1));
        var vote = run.Signed(new(0, new(Own), data, default), data);
        BeaconError early = await run.RefusedAsync(HttpStatusCode.BadRequest, Submit(vote));
        Assert.Equal(new BeaconFailure(0, "The chain has not begun."), Assert.Single(early.Failures));
    }

    [Fact]
    public async Task Whoever_listens_before_the_genesis_hears_the_first_block()
    {
        await using NodeRun run = await WaitAsync();
        using EventReader events = await run.ListenAsync("topics=block");
        run.Node.Begin(Genesis());
        run.MoveTo(new Slot(3));
        BlockEvent first = await events.NextAsync(BeaconEvents.Block);
        BlockHeader header =
            (await run.SendAsync(BeaconRequests.Header(BlockId.Of(first.BlockRoot)))).Content;
        Assert.Equal(
            (await run.SendAsync(BeaconRequests.BlockRoot(BlockId.Genesis))).Content,
            header.Header.Message.ParentRoot);
    }

    [Fact]
    public async Task A_chain_that_begins_late_is_where_it_would_have_been()
    {
        await using NodeRun late = await WaitAsync();
        late.MoveTo(new Slot(21));
        late.Node.Begin(Genesis());
        await using NodeRun early = await StartAsync(new Slot(21));
        Assert.Equal(new Slot(21), late.Chain.Slot);
        Assert.Equal(early.Chain.State.LatestBlockRoot, late.Chain.State.LatestBlockRoot);
    }

    [Fact]
    public async Task A_genesis_is_set_once_and_at_the_time_that_was_announced()
    {
        await using NodeRun run = await WaitAsync();
        DevelopmentChain.Genesis genesis = Genesis();
        Assert.Throws<InvariantBrokenException>(() => run.Node.Begin(
            genesis with { Time = genesis.Time + Duration.FromSeconds(1) }));
        Assert.Null(run.Node.Chain);
        run.Node.Begin(genesis);
        Assert.Throws<InvariantBrokenException>(() => run.Node.Begin(genesis));
    }
}
