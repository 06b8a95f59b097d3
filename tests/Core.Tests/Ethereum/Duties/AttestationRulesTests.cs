using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ethereum.Duties;

/// <summary>The duty is in slot 83, which is in epoch 10 under the minimal preset.</summary>
public sealed class AttestationRulesTests
{
    private static readonly Hash32 Head = Hash32.Sha256("head"u8);
    private static readonly Checkpoint Source = new(new Epoch(9), Hash32.Sha256("source"u8));
    private static readonly Checkpoint Target = new(new Epoch(10), Hash32.Sha256("target"u8));
    private static readonly AttestationData Vote = new(new Slot(83), 0, Head, Source, Target);

    private static readonly AttesterDuty Duty = new(
        PublicKey: default,
        new ValidatorIndex(5),
        new CommitteeIndex(1),
        CommitteeLength: 4,
        CommitteesAtSlot: 2,
        ValidatorCommitteeIndex: 3,
        new Slot(83));

    [Fact]
    public void A_vote_as_the_own_node_has_it_is_accepted() => Assert.Null(Validate(Vote, Vote));

    [Fact]
    public void A_vote_is_accepted_when_the_own_node_has_not_answered() =>
        Assert.Null(Validate(Vote, default));

    [Fact]
    public void A_vote_for_another_head_is_accepted() =>
        Assert.Null(Validate(Vote, Vote with { BeaconBlockRoot = Hash32.Sha256("other"u8) }));

    [Fact]
    public void A_vote_for_another_slot_is_refused()
    {
        AssertRefused(Vote with { Slot = new(82) }, new SlotNotOfDuty(Supplied: new(82), Permitted: new(83)));
        AssertRefused(Vote with { Slot = new(84) }, new SlotNotOfDuty(Supplied: new(84), Permitted: new(83)));
    }

    [Fact]
    public void A_vote_with_an_index_is_refused() =>
        AssertRefused(Vote with { Index = 1 }, new IndexNotZero(1));

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void A_vote_for_another_target_epoch_is_refused(ulong epoch) => AssertRefused(
        Vote with { Target = Target with { Epoch = new(epoch) } },
        new TargetNotOfSlot(Supplied: new(epoch), Permitted: new(10)));

    [Fact]
    public void A_vote_whose_source_is_not_before_its_target_is_refused() => AssertRefused(
        Vote with { Source = Source with { Epoch = new(10) } },
        new SourceNotBeforeTarget(Source: new(10), Target: new(10)));

    [Fact]
    public void In_the_genesis_epoch_source_and_target_are_the_same()
    {
        Checkpoint genesis = new(new Epoch(0), Head);
        AttestationData vote = new(new Slot(3), 0, Head, genesis, genesis);
        AttesterDuty duty = Duty with { Slot = new(3) };
        Assert.Null(AttestationRules.Validate(duty, vote, default, Preset.Minimal));
        Assert.Equal(
            new SourceNotBeforeTarget(Source: new(1), Target: new(0)),
            AttestationRules.Validate(
                duty, vote with { Source = genesis with { Epoch = new(1) } }, default, Preset.Minimal));
    }

    [Fact]
    public void A_vote_with_another_source_than_the_own_node_has_is_refused()
    {
        Sequence<Checkpoint> others = [Source with { Epoch = new(8) }, Source with { Root = Head }];
        foreach (Checkpoint other in others)
        {
            AssertRefused(
                Vote with { Source = other }, new SourceNotOwn(Supplied: other, Permitted: Source));
        }
    }

    [Fact]
    public void A_vote_with_another_target_than_the_own_node_has_is_refused()
    {
        Checkpoint other = Target with { Root = Head };
        AssertRefused(Vote with { Target = other }, new TargetNotOwn(Supplied: other, Permitted: Target));
    }

    [Fact]
    public void A_signed_vote_names_its_committee_and_its_attester()
    {
        using var secret = SecretScalar.From(Scalar.From(7));
        G2Point signature = secret.Sign("vote"u8, DomainSeparationTag.Signature);
        Assert.Equal(
            new SingleAttestation(1, new ValidatorIndex(5), Vote, signature.ToBytes()),
            Duty.ToSingleAttestation(Vote, signature));
        Assert.Throws<InvariantBrokenException>(
            () => Duty.ToSingleAttestation(Vote with { Slot = new(82) }, signature));
    }

    private static AttestationRefusal? Validate(AttestationData proposed, AttestationData? own) =>
        AttestationRules.Validate(
            Duty, proposed, own is null ? default : new Optional<AttestationData>(own), Preset.Minimal);

    private static void AssertRefused(AttestationData proposed, AttestationRefusal expected) =>
        Assert.Equal(expected, Validate(proposed, Vote));
}
