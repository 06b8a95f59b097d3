using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.Primitives;
using Refusal = TrustlessPools.DevelopmentChain.Refusal;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>A correct vote with one thing wrong is refused by the name of that thing.</summary>
public sealed class VoteRefusalTests
{
    private const int Residents = 14;
    private const int Voter = 14;
    private const int Other = 15;

    private static readonly Epoch Epoch = new(3);
    private static readonly Hash32 Unknown = Hash32.Sha256("no block"u8);

    /// <summary>At the slot in which the voter votes, which is not the first of its epoch.</summary>
    private static readonly Lazy<BeaconChain> ChainOnce = new(static () =>
    {
        BeaconChain chain = TestChain.Begin(Residents, outside: 2, seed: 2).AdvanceTo(Epoch);
        chain = chain.AdvanceTo(chain.PlaceOf(Voter, Epoch).Slot).Chain;
        Assert.True(chain.Slot > chain.Config.FirstSlot(Epoch));
        return chain;
    });

    private static readonly ImmutableSortedDictionary<string, Corruption> Corruptions =
        new Dictionary<string, Corruption>
    {
        ["the key of another validator"] = new(
            static (chain, vote) => vote with { Signature = chain.Sign(Other, vote.Data).Signature },
            static (chain, vote) => BadSignatureOf(chain, vote)),
        ["a signature of another vote"] = new(
            static (chain, vote) => vote with
            {
                Signature = chain.Sign(Voter, vote.Data with { BeaconBlockRoot = Unknown }).Signature,
            },
            static (chain, vote) => BadSignatureOf(chain, vote)),
        ["bytes that are no point"] = new(
            static (_, vote) => vote with { Signature = default },
            static (chain, vote) => BadSignatureOf(chain, vote)),
        ["the point at infinity"] = new(
            static (_, vote) => vote with { Signature = G2Bytes.Parse("c0" + new string('0', 190)) },
            static (chain, vote) => BadSignatureOf(chain, vote)),
        ["the domain of blocks"] = new(
            static (chain, vote) => Resign(chain, vote, type: DomainType.BeaconProposer),
            static (chain, vote) => BadSignatureOf(chain, vote)),
        ["the domain of an earlier fork"] = new(
            static (chain, vote) => Resign(
                chain, vote, version: chain.Config.Forks.Forks[(int)ForkName.Electra].Version),
            static (chain, vote) => BadSignatureOf(chain, vote)),
        ["the domain of another chain"] = new(
            static (chain, vote) => Resign(chain, vote, genesis: Unknown),
            static (chain, vote) => BadSignatureOf(chain, vote)),
        ["an index that is not zero"] = new(
            static (chain, vote) => Signed(chain, vote, vote.Data with { Index = 1 }),
            static (_, _) => new NonZeroIndex(1)),
        ["the target of another epoch"] = new(
            static (chain, vote) => Signed(
                chain, vote, vote.Data with { Target = vote.Data.Target with { Epoch = Epoch + 1 } }),
            static (_, _) => new WrongTargetEpoch(Supplied: Epoch + 1, Permitted: Epoch)),
        ["the next slot"] = new(
            static (chain, vote) => Signed(chain, vote, vote.Data with { Slot = chain.Slot + 1 }),
            static (chain, _) => new TooEarly(Supplied: chain.Slot + 1, PermittedUpTo: chain.Slot)),
        ["the last slot of the epoch before the previous one"] = new(
            static (chain, vote) => Signed(chain, vote, vote.Data with
            {
                Slot = chain.Config.LastSlot(Epoch - 2),
                Target = vote.Data.Target with { Epoch = Epoch - 2 },
            }),
            static (chain, _) => new TooLate(
                Supplied: chain.Config.LastSlot(Epoch - 2),
                PermittedFrom: chain.Config.FirstSlot(Epoch - 1))),
        ["the slot of another committee"] = new(
            static (chain, vote) => Signed(chain, vote, vote.Data with { Slot = chain.Slot - 1 }),
            static (chain, _) => new NotInCommittee(
                new(Voter), SuppliedSlot: chain.Slot - 1, 0, PermittedSlot: chain.Slot, 0)),
        ["another committee of its slot"] = new(
            static (_, vote) => vote with { CommitteeIndex = 1 },
            static (chain, _) => new NotInCommittee(
                new(Voter), SuppliedSlot: chain.Slot, 1, PermittedSlot: chain.Slot, 0)),
        ["a head that nobody knows"] = new(
            static (chain, vote) => Signed(chain, vote, vote.Data with { BeaconBlockRoot = Unknown }),
            static (chain, _) => new UnknownHead(Supplied: Unknown, Latest: chain.State.LatestBlockRoot)),
        ["another target root"] = new(
            static (chain, vote) => Signed(chain, vote, vote.Data with { Target = new(Epoch, Unknown) }),
            static (_, vote) => new WrongTarget(Supplied: new(Epoch, Unknown), Permitted: vote.Data.Target)),
        ["another source root"] = new(
            static (chain, vote) => Signed(chain, vote, vote.Data with { Source = new(Epoch - 1, Unknown) }),
            static (_, vote) =>
                new WrongSource(Supplied: new(Epoch - 1, Unknown), Permitted: vote.Data.Source)),
        ["an older source"] = new(
            static (chain, vote) => Signed(
                chain, vote, vote.Data with { Source = vote.Data.Source with { Epoch = Epoch - 2 } }),
            static (_, vote) => new WrongSource(
                Supplied: vote.Data.Source with { Epoch = Epoch - 2 }, Permitted: vote.Data.Source)),
        ["a validator that there is not"] = new(
            static (_, vote) => vote with { AttesterIndex = new(Residents + 2) },
            static (_, _) => new UnknownValidator(new(Residents + 2), PermittedBelow: new(Residents + 2))),
        ["the largest index"] = new(
            static (_, vote) => vote with { AttesterIndex = new(ulong.MaxValue) },
            static (_, _) => new UnknownValidator(new(ulong.MaxValue), PermittedBelow: new(Residents + 2))),
        ["a resident"] = new(
            static (_, vote) => vote with { AttesterIndex = new(Residents - 1) },
            static (_, _) => new ResidentValidator(new(Residents - 1))),
        ["the largest numbers"] = new(
            static (chain, vote) => Signed(chain, vote, vote.Data with
            {
                Slot = new(ulong.MaxValue),
                Target = vote.Data.Target with { Epoch = new(ulong.MaxValue / 8) },
            }),
            static (chain, _) => new TooEarly(Supplied: new(ulong.MaxValue), PermittedUpTo: chain.Slot)),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Corruptions.Keys];

    [Fact]
    public void The_vote_without_a_corruption_is_taken()
    {
        BeaconChain chain = ChainOnce.Value;
        SingleAttestation vote = chain.VoteOf(Voter, Epoch);
        Outcome outcome = chain.Submit(vote);
        Assert.Null(outcome.Refusal);
        Assert.Equal([new VoteAccepted(vote)], outcome.Events);
        Assert.NotEqual(HeadAfter(chain), HeadAfter(outcome.Chain));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_corrupt_vote_is_refused_by_name_and_changes_nothing(string corruption)
    {
        BeaconChain chain = ChainOnce.Value;
        SingleAttestation vote = chain.VoteOf(Voter, Epoch);
        Outcome outcome = chain.Submit(Corruptions[corruption].Apply(chain, vote));
        Assert.Equal(Corruptions[corruption].Refusal(chain, vote), outcome.Refusal);
        Assert.Empty(outcome.Events);
        Assert.Same(chain.State, outcome.Chain.State);
        Assert.Same(chain.Pool, outcome.Chain.Pool);
        Assert.Equal(HeadAfter(chain), HeadAfter(outcome.Chain));
    }

    [Theory]
    [InlineData("the key of another validator")]
    [InlineData("the domain of another chain")]
    [InlineData("the largest index")]
    [InlineData("a resident")]
    public void What_the_voter_did_not_sign_is_not_remembered_against_it(string corruption)
    {
        BeaconChain chain = ChainOnce.Value;
        SingleAttestation vote = chain.VoteOf(Voter, Epoch);
        Assert.Same(chain, chain.Submit(Corruptions[corruption].Apply(chain, vote)).Chain);
    }

    [Fact]
    public void A_vote_is_taken_from_its_slot_on()
    {
        BeaconChain chain = ChainOnce.Value;
        SingleAttestation vote = chain.VoteOf(Voter, Epoch);
        BeaconChain before = TestChain.Begin(Residents, outside: 2, seed: 2).AdvanceTo(chain.Slot - 1).Chain;
        Assert.Equal(
            new TooEarly(Supplied: chain.Slot, PermittedUpTo: chain.Slot - 1), before.Submit(vote).Refusal);
        Assert.Null(before.AdvanceTo(chain.Slot).Chain.Submit(vote).Refusal);
    }

    [Fact]
    public void A_vote_is_taken_to_the_end_of_the_next_epoch()
    {
        BeaconChain chain = ChainOnce.Value;
        SingleAttestation vote = chain.VoteOf(Voter, Epoch);
        Slot last = chain.Config.LastSlot(Epoch + 1);
        Assert.Null(chain.AdvanceTo(last).Chain.Submit(vote).Refusal);
        Assert.Equal(
            new TooLate(Supplied: chain.Slot, PermittedFrom: chain.Config.FirstSlot(Epoch + 1)),
            chain.AdvanceTo(last + 1).Chain.Submit(vote).Refusal);
    }

    [Fact]
    public void The_first_slot_of_an_epoch_is_no_exception()
    {
        BeaconChain chain = ChainOnce.Value;
        Epoch epoch = Epoch;
        while (chain.PlaceOf(Voter, epoch).Slot != chain.Config.FirstSlot(epoch))
        {
            chain = chain.AdvanceTo(epoch += 1);
        }

        SingleAttestation vote = chain.VoteOf(Voter, epoch);
        Assert.Null(chain.Submit(vote).Refusal);
        Slot last = chain.Config.LastSlot(epoch + 1);
        Assert.Null(chain.AdvanceTo(last).Chain.Submit(vote).Refusal);
        Assert.IsType<TooLate>(chain.AdvanceTo(last + 1).Chain.Submit(vote).Refusal);
    }

    [Fact]
    public void The_head_may_be_of_the_vote_s_slot_or_older_but_not_younger()
    {
        BeaconChain chain = ChainOnce.Value.AdvanceTo(ChainOnce.Value.Slot + 1).Chain;
        SingleAttestation vote = chain.VoteOf(Voter, Epoch);
        Assert.Equal(vote.Data.Slot, chain.BlockByRoot(vote.Data.BeaconBlockRoot)!.Header.Slot);
        Hash32 older = chain.BlockByRoot(vote.Data.BeaconBlockRoot)!.Header.ParentRoot;
        Assert.Null(chain.Submit(Signed(chain, vote, vote.Data with { BeaconBlockRoot = older })).Refusal);
        Assert.Equal(vote.Data.Slot + 1, chain.Head().Header.Slot);
        Assert.Equal(
            new FutureHead(Supplied: vote.Data.Slot + 1, PermittedUpTo: vote.Data.Slot),
            chain.Submit(
                Signed(chain, vote, vote.Data with { BeaconBlockRoot = chain.Head().Root })).Refusal);
    }

    [Fact]
    public void The_target_is_the_checkpoint_as_seen_from_the_head()
    {
        BeaconChain chain = ChainOnce.Value;
        SingleAttestation vote = chain.VoteOf(Voter, Epoch);
        Hash32 stale = chain.BlockAt(chain.Config.FirstSlot(Epoch) - 1)!.Root;

        // Whoever has not seen the epoch's first block takes the last one that it has for the checkpoint.
        AttestationData behind = vote.Data with { BeaconBlockRoot = stale, Target = new(Epoch, stale) };
        Assert.Null(chain.Submit(Signed(chain, vote, behind)).Refusal);
        Assert.Equal(
            new WrongTarget(Supplied: behind.Target, Permitted: vote.Data.Target),
            chain.Submit(Signed(chain, vote, vote.Data with { Target = behind.Target })).Refusal);
    }

    [Fact]
    public void A_validator_votes_while_it_is_active()
    {
        ChainConfig config = ChainConfig.Minimal with { ShardCommitteePeriod = 0 };
        BeaconChain chain = TestChain.Begin(Residents, outside: 2, config: config).AdvanceTo(Epoch);
        chain = chain.Submit(chain.ExitOf(Voter, Epoch)).Taken();
        var exit = new Epoch(8);
        chain = chain.AdvanceTo(chain.Config.LastSlot(exit - 1)).Chain;
        Assert.Null(chain.Submit(chain.VoteOf(Voter, exit - 1)).Refusal);

        chain = chain.AdvanceTo(exit);
        Assert.Null(VoteContent.TryGet(chain, chain.Slot, out AttestationData? data));
        Assert.Equal(
            new InactiveValidator(new(Voter), Supplied: exit, PermittedFrom: new(0), PermittedBefore: exit),
            chain.Submit(chain.Sign(Voter, data!)).Refusal);
    }

    [Fact]
    public void A_vote_can_be_sent_again_as_long_as_it_is_in_time()
    {
        BeaconChain chain = ChainOnce.Value;
        SingleAttestation vote = chain.VoteOf(Voter, Epoch);
        BeaconChain once = chain.Submit(vote).Taken();
        Assert.Equal(HeadAfter(once), HeadAfter(once.Submit(vote).Taken()));

        // Not even once it is in a block: no later block includes it again.
        once = once.AdvanceTo(once.Slot + 1).Chain;
        Assert.Equal(HeadAfter(once), HeadAfter(once.Submit(vote).Taken()));
    }

    private static Hash32 HeadAfter(BeaconChain chain) => chain.AdvanceTo(chain.Slot + 12).Chain.Head().Root;

    private static SingleAttestation Signed(
        BeaconChain chain, SingleAttestation vote, AttestationData data) =>
        chain.Sign(Voter, data) with { CommitteeIndex = vote.CommitteeIndex };

    private static SingleAttestation Resign(
        BeaconChain chain,
        SingleAttestation vote,
        DomainType type = DomainType.BeaconAttester,
        ForkVersion? version = null,
        Hash32? genesis = null)
    {
        Domain domain = Domain.Compute(
            type, version ?? chain.State.Fork.CurrentVersion, genesis ?? chain.State.GenesisValidatorsRoot);
        Hash32 root = domain.SigningRoot(AttestationData.Ssz, vote.Data);
        return vote with { Signature = OutsideKey.Of(Voter).Sign(root) };
    }

    private static BadSignature BadSignatureOf(BeaconChain chain, SingleAttestation vote) =>
        new(new(Voter), chain.Config.Forks.SigningRoot(vote.Data, chain.State.GenesisValidatorsRoot));

    /// <param name="Apply">Makes the corrupt vote from the correct one.</param>
    /// <param name="Refusal">What it is refused with, given the correct one.</param>
    private sealed record Corruption(
        Func<BeaconChain, SingleAttestation, SingleAttestation> Apply,
        Func<BeaconChain, SingleAttestation, Refusal> Refusal);
}
