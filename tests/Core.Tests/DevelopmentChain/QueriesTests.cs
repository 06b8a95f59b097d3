using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>What a beacon node says about the chain is what the chain then does.</summary>
public sealed class QueriesTests
{
    private const int Residents = 62;
    private const int Validators = 64;

    private static readonly Epoch Epoch = new(6);
    private static readonly ValidatorIndex[] Everybody =
        [.. Enumerable.Range(0, Validators).Select(static i => new ValidatorIndex((ulong)i))];

    private static readonly Lazy<BeaconChain> ChainOnce = new(static () =>
        TestChain.Begin(Residents, outside: 2).AdvanceTo(Epoch));

    [Fact]
    public void Everybody_votes_once_an_epoch_at_its_place_in_a_committee()
    {
        BeaconChain chain = ChainOnce.Value;
        Assert.Null(BeaconCommittees.TryGet(chain.State, Epoch, out Sequence<BeaconCommittee> committees));
        Assert.Equal(16, committees.Count);
        Assert.Null(BeaconCommittees.TryGet(chain.AdvanceTo(Epoch + 1).State, Epoch, out var afterwards));
        Assert.Equal(committees, afterwards);
        AttesterDuty[] duties = [.. DutiesOf(chain, Epoch).Duties];
        Assert.Equal(Everybody, duties.Select(static d => d.ValidatorIndex));
        Assert.All(duties, d =>
        {
            BeaconCommittee committee =
                committees.Single(c => c.Slot == d.Slot && c.Index == d.CommitteeIndex);
            Assert.Equal(d.ValidatorIndex, committee.Validators[(int)d.ValidatorCommitteeIndex]);
            Assert.Equal((ulong)committee.Validators.Count, d.CommitteeLength);
            Assert.Equal(2UL, d.CommitteesAtSlot);
            Assert.Equal(chain.State.Validators[(int)d.ValidatorIndex.Value].PublicKey, d.PublicKey);
        });
    }

    [Fact]
    public void Duties_stay_as_they_are_from_the_epoch_before_to_the_epoch_after()
    {
        BeaconChain chain = ChainOnce.Value;
        DutiesAnswer<AttesterDuty> next = DutiesOf(chain, Epoch + 1);
        chain = chain.AdvanceTo(Epoch + 1);
        Assert.Equal(next, DutiesOf(chain, Epoch + 1));
        Assert.Equal(next, DutiesOf(chain.AdvanceTo(Epoch + 2), Epoch + 1));
        Assert.NotEqual(next.Duties, DutiesOf(chain, Epoch + 2).Duties);
    }

    [Fact]
    public void Duties_are_known_of_three_epochs()
    {
        BeaconChain chain = ChainOnce.Value;
        foreach (Epoch asked in new[] { Epoch - 2, Epoch + 2, Epoch.FarFuture })
        {
            var refusal = new EpochOutOfRange(asked, PermittedFrom: Epoch - 1, PermittedUpTo: Epoch + 1);
            Assert.Equal(refusal, AttesterDuties.TryGet(chain, asked, Everybody, out var duties));
            Assert.Null(duties);
            Assert.Equal(refusal, BeaconCommittees.TryGet(chain.State, asked, out _));
        }
    }

    [Fact]
    public void Whoever_is_unknown_has_no_duties() =>
        Assert.Equal(
            [new(3)],
            DutiesOf(ChainOnce.Value, Epoch, [new(3), new(Validators), new(ulong.MaxValue)])
                .Duties.Select(static d => d.ValidatorIndex));

    [Fact]
    public void Dependent_roots_are_the_last_blocks_before_what_they_decide()
    {
        BeaconChain chain = ChainOnce.Value;
        Assert.Equal(LastBefore(chain, Epoch - 1), DutiesOf(chain, Epoch).DependentRoot);
        Assert.Equal(LastBefore(chain, Epoch), DutiesOf(chain, Epoch + 1).DependentRoot);
        Assert.Null(ProposerDuties.TryGet(chain, Epoch + 1, out DutiesAnswer<ProposerDuty>? proposers));
        Assert.Equal(LastBefore(chain, Epoch), proposers!.DependentRoot);

        Assert.Null(ProposerDuties.TryGetV1(chain, Epoch, out DutiesAnswer<ProposerDuty>? former));
        Assert.Equal(LastBefore(chain, Epoch), former!.DependentRoot);
        Assert.Null(ProposerDuties.TryGetV1(chain, Epoch + 1, out former));
        Assert.Equal(proposers with { DependentRoot = chain.Head().Root }, former);

        BeaconChain first = TestChain.Begin(Validators, outside: 0).AdvanceTo(new Slot(3)).Chain;
        Hash32 genesis = first.BlockAt(new Slot(0))!.Root;
        Assert.Equal(genesis, DutiesOf(first, new Epoch(0)).DependentRoot);
        Assert.Equal(genesis, DutiesOf(first, new Epoch(1)).DependentRoot);
    }

    [Fact]
    public void The_proposers_are_those_whose_duty_it_was_and_outsiders_slots_stay_empty()
    {
        BeaconChain chain = ChainOnce.Value;
        var duties = new List<ProposerDuty>();
        foreach (Epoch epoch in new[] { Epoch, Epoch + 1 })
        {
            Assert.Null(ProposerDuties.TryGet(chain, epoch, out DutiesAnswer<ProposerDuty>? found));
            duties.AddRange(found!.Duties);
        }

        Assert.Equal(Enumerable.Range(48, 16), duties.Select(static d => (int)d.Slot.Value));
        chain = chain.AdvanceTo(Epoch + 2);
        foreach (ProposerDuty duty in duties)
        {
            BeaconBlock? block = chain.BlockAt(duty.Slot);
            bool isResident = duty.ValidatorIndex < new ValidatorIndex(Residents);
            Assert.Equal(isResident ? duty.ValidatorIndex : null, block?.Header.ProposerIndex);
        }

        var refusal = new EpochOutOfRange(Epoch, PermittedFrom: Epoch + 2, PermittedUpTo: Epoch + 3);
        Assert.Equal(refusal, ProposerDuties.TryGet(chain, Epoch, out _));
        Assert.IsType<EpochOutOfRange>(ProposerDuties.TryGet(chain, Epoch + 4, out _));
    }

    [Fact]
    public void Mixes_are_kept_for_as_many_epochs_as_their_vector_has()
    {
        BeaconChain chain = TestChain.Begin(Validators, outside: 0).AdvanceTo(new Epoch(70));
        Assert.Null(Randao.TryGet(chain.State, new Epoch(7), out Hash32 oldest));
        Assert.Equal(
            new EpochOutOfRange(new(6), PermittedFrom: new(7), PermittedUpTo: new(70)),
            Randao.TryGet(chain.State, new Epoch(6), out _));
        Assert.Null(Randao.TryGet(chain.State, new Epoch(70), out _));
        Assert.IsType<EpochOutOfRange>(Randao.TryGet(chain.State, new Epoch(71), out _));
        Assert.IsType<EpochOutOfRange>(Randao.TryGet(chain.State, Epoch.FarFuture, out _));

        // A mix is what its epoch's last block made of it.
        BeaconState then = chain.StateAt(chain.Config.LastSlot(new Epoch(7)))!;
        Assert.Null(Randao.TryGet(then, new Epoch(7), out Hash32 mix));
        Assert.Equal(oldest, mix);
    }

    [Fact]
    public void A_validator_is_live_when_a_block_has_its_vote()
    {
        BeaconChain chain = ChainOnce.Value;
        Assert.Null(Liveness.TryGet(chain.State, Epoch - 1, new(3), out bool isLive));
        Assert.True(isLive);
        Assert.Null(Liveness.TryGet(chain.State, Epoch - 1, new(Residents), out isLive));
        Assert.False(isLive);
        Assert.Null(Liveness.TryGet(chain.State, Epoch, new(3), out isLive));
        Assert.False(isLive);
        Assert.Null(Liveness.TryGet(chain.State, Epoch, new(Validators), out isLive));
        Assert.False(isLive);
        var refusal = new EpochOutOfRange(Epoch - 2, PermittedFrom: Epoch - 1, PermittedUpTo: Epoch);
        Assert.Equal(refusal, Liveness.TryGet(chain.State, Epoch - 2, new(3), out _));
        Assert.IsType<EpochOutOfRange>(Liveness.TryGet(chain.State, Epoch + 1, new(3), out _));
    }

    [Fact]
    public void What_to_vote_for_is_known_of_slots_of_two_epochs_that_have_begun()
    {
        BeaconChain chain = ChainOnce.Value.AdvanceTo(ChainOnce.Value.Slot + 3).Chain;
        Slot first = chain.Config.FirstSlot(Epoch - 1);
        Assert.Null(VoteContent.TryGet(chain, first, out AttestationData? data));
        Assert.Equal(data!.BeaconBlockRoot, data.Target.Root);
        Assert.Null(VoteContent.TryGet(chain, chain.Slot, out data));
        Assert.Equal(
            new AttestationData(
                chain.Slot,
                Index: 0,
                chain.Head().Root,
                Source: chain.State.CurrentJustifiedCheckpoint,
                Target: new(Epoch, chain.BlockAt(chain.Config.FirstSlot(Epoch))!.Root)),
            data);
        foreach (Slot asked in new[] { first - 1, chain.Slot + 1, new Slot(ulong.MaxValue) })
        {
            Assert.Equal(
                new SlotOutOfRange(asked, PermittedFrom: first, PermittedUpTo: chain.Slot),
                VoteContent.TryGet(chain, asked, out data));
            Assert.Null(data);
        }
    }

    [Fact]
    public void Rewards_are_known_from_the_last_slot_of_the_next_epoch_on()
    {
        BeaconChain chain =
            TestChain.Begin(Validators, outside: 0, config: ChainConfig.Minimal with { EpochsKept = 3 });
        Assert.NotNull(VoteRewards.TryGet(chain, new Epoch(0), out _));
        chain = chain.AdvanceTo(chain.Config.LastSlot(new Epoch(1)) - 1).Chain;
        Assert.NotNull(VoteRewards.TryGet(chain, new Epoch(0), out _));
        chain = chain.AdvanceTo(chain.Slot + 1).Chain;
        Assert.Null(VoteRewards.TryGet(chain, new Epoch(0), out AttestationRewards? rewards));
        Assert.Equal(Validators, rewards!.Total.Count);

        chain = chain.AdvanceTo(new Epoch(10));
        foreach (ulong asked in new ulong[] { 6, 9, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 61 })
        {
            Assert.Equal(
                new EpochOutOfRange(new(asked), PermittedFrom: new(7), PermittedUpTo: new(8)),
                VoteRewards.TryGet(chain, new(asked), out rewards));
            Assert.Null(rewards);
        }

        Assert.Null(VoteRewards.TryGet(chain, new Epoch(7), out _));
        Assert.Null(VoteRewards.TryGet(chain, new Epoch(8), out _));
    }

    [Fact]
    public void Blocks_and_states_are_found_by_slot_and_root_until_they_are_forgotten()
    {
        BeaconChain chain =
            TestChain.Begin(Validators, outside: 0, config: ChainConfig.Minimal with { EpochsKept = 3 });
        BeaconBlock genesis = chain.Head();
        chain = chain.AdvanceTo(new Epoch(10));
        Slot first = chain.Config.FirstSlot(new Epoch(7));
        Assert.Null(chain.StateAt(first - 1));
        Assert.Null(chain.BlockAt(first - 1));
        Assert.Null(chain.StateAt(chain.Slot + 1));
        for (Slot slot = first; slot <= chain.Slot; slot += 1)
        {
            BeaconBlock block = chain.BlockAt(slot)!;
            Assert.Equal(slot, block.Header.Slot);
            Assert.Equal(block, chain.BlockByRoot(block.Root));
            Assert.Equal(chain.StateAt(slot), chain.StateByRoot(block.Header.StateRoot));
            Assert.Equal(block.Header.StateRoot, StateRoots.Of(chain.StateAt(slot)!).Root);
        }

        Assert.Equal(genesis, chain.BlockAt(new Slot(0)));
        Assert.Equal(genesis, chain.BlockByRoot(genesis.Root));
        Assert.Equal(new Slot(0), chain.StateByRoot(genesis.Header.StateRoot)!.Slot);
        Assert.Null(chain.BlockByRoot(default));
        Assert.Null(chain.StateByRoot(genesis.Root));
        Assert.True(chain.IsFinalized(chain.Config.FirstSlot(new Epoch(8))));
        Assert.False(chain.IsFinalized(chain.Config.FirstSlot(new Epoch(8)) + 1));
    }

    private static DutiesAnswer<AttesterDuty> DutiesOf(
        BeaconChain chain, Epoch epoch, IEnumerable<ValidatorIndex>? validators = null)
    {
        Assert.Null(AttesterDuties.TryGet(
            chain, epoch, validators ?? Everybody, out DutiesAnswer<AttesterDuty>? duties));
        return duties!;
    }

    private static Hash32 LastBefore(BeaconChain chain, Epoch epoch) =>
        chain.StateAt(chain.Config.FirstSlot(epoch) - 1)!.LatestBlockRoot;
}
