using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using static TrustlessPools.Core.Tests.Ethereum.BeaconApi.BeaconAnswersTests;

namespace TrustlessPools.Core.Tests.Ethereum.BeaconApi;

/// <summary>The data of every event is read from the API's form, and written in it.</summary>
public sealed class BeaconEventsTests
{
    private static readonly Hash32 Block = Hash32.Sha256("block"u8);
    private static readonly Hash32 State = Hash32.Sha256("state"u8);
    private static readonly AttestationData Vote =
        new(new Slot(83), 0, Block, new(new Epoch(1), Block), new(new Epoch(2), Block));

    private static readonly string VoteJson =
        $$$"""
        {"slot":"83","index":"0","beacon_block_root":"{{{Block}}}",
        "source":{"epoch":"1","root":"{{{Block}}}"},"target":{"epoch":"2","root":"{{{Block}}}"}}
        """;

    [Fact]
    public void Head() => AssertBothWays(
        BeaconEvents.Head.Shape,
        $$"""
        {"slot":"10","block":"{{Block}}","state":"{{State}}","epoch_transition":true,
        "previous_duty_dependent_root":"{{State}}","current_duty_dependent_root":"{{Block}}",
        "execution_optimistic":false}
        """,
        new(
            new Slot(10),
            BlockRoot: Block,
            StateRoot: State,
            IsEpochTransition: true,
            PreviousDutyDependentRoot: State,
            CurrentDutyDependentRoot: Block,
            ExecutionOptimistic: false));

    [Fact]
    public void A_block() => AssertBothWays(
        BeaconEvents.Block.Shape,
        $$"""{"slot":"10","block":"{{Block}}","execution_optimistic":true}""",
        new(new Slot(10), Block, ExecutionOptimistic: true));

    [Fact]
    public void Finalized_checkpoint() => AssertBothWays(
        BeaconEvents.FinalizedCheckpoint.Shape,
        $$"""{"block":"{{Block}}","state":"{{State}}","epoch":"2","execution_optimistic":false}""",
        new(BlockRoot: Block, StateRoot: State, new Epoch(2), ExecutionOptimistic: false));

    [Fact]
    public void Single_attestation() => AssertBothWays(
        BeaconEvents.SingleAttestation.Shape,
        $$"""
        {"committee_index":"1","attester_index":"5","data":{{VoteJson}},"signature":"{{default(G2Bytes)}}"}
        """,
        new(1, new ValidatorIndex(5), Vote, default));

    [Fact]
    public void Attester_slashing()
    {
        string vote =
            $$"""{"attesting_indices":["5"],"data":{{VoteJson}},"signature":"{{default(G2Bytes)}}"}""";
        IndexedAttestation indexed = new([new(5)], Vote, default);
        AssertBothWays(
            BeaconEvents.AttesterSlashing(Preset.Minimal).Shape,
            $$"""{"attestation_1":{{vote}},"attestation_2":{{vote}}}""",
            new(Attestation1: indexed, Attestation2: indexed));
    }

    [Fact]
    public void Topics_have_the_api_s_names() => Assert.Equal(
        ["head", "block", "finalized_checkpoint", "single_attestation", "attester_slashing"],
        BeaconEvents.Topics);
}
