using System.Net;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using static TrustlessPools.DevelopmentNode.Tests.NodeRun;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>Who signs what contradicts itself is slashed in the state that the node shows.</summary>
public sealed class SlashingTests
{
    private static readonly Epoch Epoch = new(4);
    private static readonly Hash32 Unknown = Hash32.Sha256("no block"u8);

    [Fact]
    public async Task A_double_vote_ends_with_the_validator_slashed()
    {
        await using NodeRun run = await StartAsync(Epoch);
        using EventReader events = await run.ListenAsync("topics=attester_slashing");
        SingleAttestation vote = await run.VoteAsync(Own, Epoch);
        Hash32 parent =
            (await run.SendAsync(BeaconRequests.Header(BlockId.Head))).Content.Header.Message.ParentRoot;
        SingleAttestation second = run.Signed(vote, vote.Data with { BeaconBlockRoot = parent });

        // Both are votes that a node takes: it is no slashing protection.
        await run.SendAsync(Submit(vote));
        await run.SendAsync(Submit(second));
        await AssertSlashedAsync(run, events, first: vote, second: second);
    }

    [Fact]
    public async Task A_surround_vote_is_refused_and_slashed()
    {
        await using NodeRun run = await StartAsync(Epoch);
        using EventReader events = await run.ListenAsync("topics=attester_slashing");
        SingleAttestation inner = await run.VoteAsync(Own, Epoch);
        await run.SendAsync(Submit(inner));
        run.MoveTo(Epoch + 1);
        SingleAttestation vote = await run.VoteAsync(Own, Epoch + 1);
        SingleAttestation outer = run.Signed(
            vote, vote.Data with { Source = new(inner.Data.Source.Epoch - 1, Unknown) });
        BeaconError error = await run.RefusedAsync(HttpStatusCode.BadRequest, Submit(outer));
        Assert.StartsWith("WrongSource", Assert.Single(error.Failures).Message, StringComparison.Ordinal);
        await AssertSlashedAsync(run, events, first: outer, second: inner);
    }

    [Fact]
    public async Task The_same_vote_twice_is_taken_and_slashes_nobody()
    {
        await using NodeRun run = await StartAsync(Epoch);
        SingleAttestation vote = await run.VoteAsync(Own, Epoch);
        await run.SendAsync(Submit(vote, vote));
        await run.SendAsync(Submit(vote));
        run.MoveTo(Epoch + 2);
        Assert.Equal(ValidatorStatus.ActiveOngoing, (await OwnAsync(run)).Status);
    }

    private static async Task AssertSlashedAsync(
        NodeRun run, EventReader events, SingleAttestation first, SingleAttestation second)
    {
        AttesterSlashing proof = await events.NextAsync(BeaconEvents.AttesterSlashing(Config.Preset));
        Assert.Equal(new(Attestation1: Indexed(first), Attestation2: Indexed(second)), proof);

        Gwei before = (await OwnAsync(run)).Balance;
        Slot block = NextBlock(run);
        RegisteredValidator slashed = await OwnAsync(run);
        Epoch epoch = Config.EpochAt(block);
        Assert.Equal(ValidatorStatus.ActiveSlashed, slashed.Status);
        Assert.True(slashed.Validator.Slashed);
        Assert.Equal(epoch + 5, slashed.Validator.ExitEpoch);
        Assert.Equal(epoch + 64, slashed.Validator.WithdrawableEpoch);

        // MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA is 4096; an epoch's end may have come in between.
        Gwei penalty = new(32_000_000_000 / 4096);
        Assert.InRange(
            slashed.Balance.Value,
            before.Value - penalty.Value - 3_000_000,
            before.Value - penalty.Value + 3_000_000);

        run.MoveTo(Config.FirstSlot(epoch + 5));
        Assert.Equal(ValidatorStatus.ExitedSlashed, (await OwnAsync(run)).Status);
    }

    /// <summary>Goes on to the next slot that has a block.</summary>
    private static Slot NextBlock(NodeRun run)
    {
        Slot head = run.Chain.State.LatestBlockHeader.Slot;
        while (run.Chain.State.LatestBlockHeader.Slot == head)
        {
            run.MoveTo(run.Chain.Slot + 1);
        }

        return run.Chain.Slot;
    }

    private static async Task<RegisteredValidator> OwnAsync(NodeRun run) =>
        (await run.SendAsync(BeaconRequests.Validator(BlockId.Head, new(new ValidatorIndex(Own))))).Content;

    private static IndexedAttestation Indexed(SingleAttestation vote) =>
        new([vote.AttesterIndex], vote.Data, vote.Signature);
}
