using System.Net;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>What happens is told to those who listen, in order and to each its topics.</summary>
public sealed class EventsTests
{
    [Fact]
    public async Task Blocks_heads_and_finality_are_told_as_they_come()
    {
        await using NodeRun run = await StartAsync(new Epoch(4));
        using EventReader events = await run.ListenAsync("topics=head,block&topics=finalized_checkpoint");
        run.MoveTo(Config.FirstSlot(new(6)) - 1);
        BeaconChain chain = run.Chain;
        for (Slot slot = Config.FirstSlot(new(4)) + 1; slot <= chain.Slot; slot += 1)
        {
            if (slot == Config.FirstSlot(new(5)))
            {
                Checkpoint finalized = chain.State.FinalizedCheckpoint;
                Assert.Equal(
                    new FinalizedCheckpointEvent(
                        BlockRoot: finalized.Root,
                        StateRoot: chain.BlockOf(finalized)!.Header.StateRoot,
                        new(3),
                        ExecutionOptimistic: false),
                    await events.NextAsync(BeaconEvents.FinalizedCheckpoint));
            }

            if (chain.BlockAt(slot) is BeaconBlock block)
            {
                Assert.Equal(
                    new(slot, block.Root, ExecutionOptimistic: false),
                    await events.NextAsync(BeaconEvents.Block));
                AssertHead(chain, block, await events.NextAsync(BeaconEvents.Head));
            }
        }
    }

    [Fact]
    public async Task The_dependent_roots_of_a_head_are_those_of_the_duties()
    {
        await using NodeRun run = await StartAsync(new Slot(37));
        using EventReader events = await run.ListenAsync("topics=head");
        do
        {
            run.MoveTo(run.Chain.Slot + 1);
        }
        while (run.Chain.BlockAt(run.Chain.Slot) is null);

        HeadEvent head = await events.NextAsync(BeaconEvents.Head);
        Epoch epoch = Config.EpochAt(head.Slot);
        Assert.Equal(
            (head.PreviousDutyDependentRoot, head.CurrentDutyDependentRoot),
            ((await run.SendAsync(BeaconRequests.AttesterDuties(epoch, []))).DependentRoot,
                (await run.SendAsync(BeaconRequests.AttesterDuties(epoch + 1, []))).DependentRoot));
    }

    [Fact]
    public async Task A_vote_is_told_once_it_is_taken()
    {
        await using NodeRun run = await StartAsync(new Epoch(4));
        using EventReader events = await run.ListenAsync("topics=single_attestation");
        SingleAttestation vote = await run.VoteAsync(Own, new(4));
        SingleAttestation forged = vote with { Signature = default };
        await run.RefusedAsync(HttpStatusCode.BadRequest, Submit(forged, vote));
        Assert.Equal(vote, await events.NextAsync(BeaconEvents.SingleAttestation));
    }

    [Fact]
    public async Task Many_listen_and_come_and_go()
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        EventReader[] readers =
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => run.ListenAsync("topics=block")));
        foreach (EventReader gone in readers.Take(10))
        {
            gone.Dispose();
        }

        run.MoveTo(new Slot(30));
        BeaconBlock[] blocks =
            [.. Enumerable.Range(2, 29).Select(s => run.Chain.BlockAt(new((ulong)s))).OfType<BeaconBlock>()];
        foreach (EventReader reader in readers.Skip(10))
        {
            foreach (BeaconBlock block in blocks)
            {
                Assert.Equal(block.Root, (await reader.NextAsync(BeaconEvents.Block)).BlockRoot);
            }

            reader.Dispose();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("topics=")]
    [InlineData("topics=unknown")]
    [InlineData("topics=head,unknown")]
    [InlineData("topics=head&topics=chain_reorg")]
    [InlineData("topics=HEAD")]
    [InlineData("topic=head")]
    public async Task Unknown_topics_are_refused(string query)
    {
        await using NodeRun run = await StartAsync(new Slot(1));
        BeaconError error = await run.RefusedAsync(
            HttpStatusCode.BadRequest, Get($"{BeaconEvents.Path}?{query}"));
        Assert.StartsWith("Invalid topics: ", error.Message, StringComparison.Ordinal);
    }

    private static void AssertHead(BeaconChain chain, BeaconBlock block, HeadEvent head)
    {
        Assert.Equal(
            (block.Header.Slot, block.Root, block.Header.StateRoot),
            (head.Slot, head.BlockRoot, head.StateRoot));
        BeaconBlock parent = chain.BlockByRoot(block.Header.ParentRoot)!;
        bool isFirstOfEpoch = Config.EpochAt(parent.Header.Slot) < Config.EpochAt(block.Header.Slot);
        Assert.Equal(isFirstOfEpoch, head.IsEpochTransition);
        Assert.False(head.ExecutionOptimistic);
    }
}
