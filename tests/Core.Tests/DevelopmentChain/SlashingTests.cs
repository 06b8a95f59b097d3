using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentChain.Queries;
using TrustlessPools.DevelopmentChain.Votes;
using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.DevelopmentChain;

/// <summary>Who contradicts itself is slashed, with the specification's penalties.</summary>
public sealed class SlashingTests
{
    private const int Residents = 14;
    private const int Culprit = 14;
    private const int Other = 15;

    // MIN_SLASHING_PENALTY_QUOTIENT_ELECTRA and WHISTLEBLOWER_REWARD_QUOTIENT_ELECTRA are both 4096.
    private static readonly Gwei InitialPenalty = new(32_000_000_000 / 4096);
    private static readonly Hash32 Unknown = Hash32.Sha256("no block"u8);

    /// <summary>
    /// A short delay after the exit, so that the withdrawal comes as on mainnet: a vector of slashings later.
    /// </summary>
    private static readonly ChainConfig Config = ChainConfig.Minimal with
    {
        Churn = ChurnParameters.Minimal with { MinValidatorWithdrawabilityDelay = 4 },
    };

    [Fact]
    public void Two_votes_for_one_target_are_slashed_in_the_next_block()
    {
        (BeaconChain chain, SingleAttestation vote) = AtDuty(Culprit, new Epoch(3));
        chain = chain.Submit(vote).Taken();
        SingleAttestation second =
            Signed(chain, vote.Data with { BeaconBlockRoot = chain.Head().Header.ParentRoot });
        Outcome outcome = chain.Submit(second);
        Assert.Null(outcome.Refusal);
        var proof = new AttesterSlashing(Attestation1: Indexed(vote), Attestation2: Indexed(second));
        Assert.Equal(
            [new OffenceFound(new(new(Culprit), OffenceKind.Double, proof)), new VoteAccepted(second)],
            outcome.Events);
        AssertSlashedByNextBlock(outcome.Chain, proof);
    }

    [Fact]
    public void A_vote_that_surrounds_an_earlier_one_is_refused_and_slashed()
    {
        (BeaconChain chain, SingleAttestation inner) = AtDuty(Culprit, new Epoch(3));
        chain = chain.Submit(inner).Taken();
        (chain, SingleAttestation vote) = AtDuty(chain, Culprit, new Epoch(4));
        SingleAttestation outer = Signed(chain, vote.Data with { Source = OlderThan(inner.Data.Source) });
        Outcome outcome = chain.Submit(outer);
        Assert.Equal(
            new WrongSource(Supplied: outer.Data.Source, Permitted: vote.Data.Source), outcome.Refusal);
        AssertOffence(outcome, OffenceKind.Surround, first: outer, second: inner);
    }

    [Fact]
    public void A_vote_that_an_earlier_one_surrounds_is_slashed()
    {
        (BeaconChain chain, SingleAttestation vote) = AtDuty(Culprit, new Epoch(3));
        SingleAttestation outer = Signed(chain, vote.Data with
        {
            Source = OlderThan(vote.Data.Source),
            Target = new(new Epoch(5), Unknown),
        });
        Outcome outcome = chain.Submit(outer);
        Assert.Equal(new WrongTargetEpoch(Supplied: new(5), Permitted: new(3)), outcome.Refusal);
        Assert.Empty(outcome.Events);
        outcome = outcome.Chain.Submit(vote);
        Assert.Null(outcome.Refusal);
        AssertOffence(outcome, OffenceKind.Surround, first: outer, second: vote);
    }

    [Fact]
    public void A_vote_with_the_same_source_or_the_next_target_surrounds_nothing()
    {
        (BeaconChain chain, SingleAttestation vote) = AtDuty(Culprit, new Epoch(3));
        chain = chain.Submit(vote).Taken();

        // Same source, later target; and the source at the earlier vote's target.
        Assert.Empty(
            chain.Submit(Signed(chain, vote.Data with { Target = new(new Epoch(4), Unknown) })).Events);
        Assert.Empty(chain.Submit(Signed(chain, vote.Data with
        {
            Source = new(vote.Data.Target.Epoch, Unknown),
            Target = new(new Epoch(4), Unknown),
        })).Events);
    }

    [Fact]
    public void A_refused_vote_and_the_correct_one_are_a_double_vote()
    {
        (BeaconChain chain, SingleAttestation vote) = AtDuty(Culprit, new Epoch(3));
        SingleAttestation bad = Signed(chain, vote.Data with { BeaconBlockRoot = Unknown });
        Outcome outcome = chain.Submit(bad);
        Assert.IsType<UnknownHead>(outcome.Refusal);
        outcome = outcome.Chain.Submit(vote);
        Assert.Null(outcome.Refusal);
        AssertOffence(outcome, OffenceKind.Double, first: bad, second: vote);
    }

    [Fact]
    public void The_same_vote_twice_is_no_offence()
    {
        (BeaconChain chain, SingleAttestation vote) = AtDuty(Culprit, new Epoch(3));
        chain = chain.Submit(vote).Taken();
        Outcome outcome = chain.Submit(vote);
        Assert.DoesNotContain(outcome.Events, static e => e is OffenceFound);
        Assert.False(StatusOf(outcome.Chain.AdvanceTo(new Epoch(5)), Culprit).Slashed);
    }

    [Fact]
    public void Nobody_can_be_slashed_with_what_it_did_not_sign()
    {
        (BeaconChain chain, SingleAttestation vote) = AtDuty(Culprit, new Epoch(3));
        chain = chain.Submit(vote).Taken();
        AttestationData other = vote.Data with { BeaconBlockRoot = chain.Head().Header.ParentRoot };
        SingleAttestation forged = vote with { Data = other, Signature = chain.Sign(Other, other).Signature };
        Outcome outcome = chain.Submit(forged);
        Assert.IsType<BadSignature>(outcome.Refusal);
        Assert.Same(chain, outcome.Chain);
    }

    [Fact]
    public void A_block_slashes_one_and_the_next_block_the_other()
    {
        (BeaconChain chain, _) = AtDuty(Culprit, new Epoch(3));
        chain = chain.AdvanceTo(chain.Config.LastSlot(new Epoch(3))).Chain;
        foreach (int culprit in new[] { Culprit, Other })
        {
            SingleAttestation vote = chain.VoteOf(culprit, new Epoch(3));
            chain = chain.Submit(vote).Taken();
            chain = chain.Submit(chain.Sign(culprit, vote.Data with { BeaconBlockRoot = Unknown })).Chain;
        }

        var slashed = new List<(ValidatorIndex Validator, Slot Slot)>();
        while (slashed.Count < 2)
        {
            Assert.True(chain.Slot < chain.Config.FirstSlot(new Epoch(6)), "Two blocks were enough.");
            Outcome outcome = chain.AdvanceTo(chain.Slot + 1);
            ValidatorSlashed[] found = [.. outcome.Events.OfType<ValidatorSlashed>()];
            Assert.True(found.Length <= 1);
            slashed.AddRange(found.Select(static s => (s.Validator, s.Slot)));
            chain = outcome.Chain;
        }

        Assert.Equal([new(Culprit), new(Other)], slashed.Select(static s => s.Validator));
        Assert.True(slashed[0].Slot < slashed[1].Slot);
    }

    [Fact]
    public void A_slashed_validator_votes_no_more_and_is_slashed_once()
    {
        (BeaconChain chain, SingleAttestation vote) = AtDuty(Culprit, new Epoch(3));
        chain = DoubleVote(chain, vote);
        (chain, SingleAttestation next) = AtDuty(chain, Culprit, new Epoch(5));
        Outcome outcome = chain.Submit(next);
        Assert.Equal(new SlashedValidator(new(Culprit)), outcome.Refusal);

        // It goes on contradicting itself, which changes nothing more.
        chain = outcome.Chain.Submit(Signed(chain, next.Data with { BeaconBlockRoot = Unknown })).Chain;
        outcome = chain.AdvanceTo(chain.Slot + 16);
        Assert.DoesNotContain(outcome.Events, static e => e is ValidatorSlashed);
    }

    [Fact]
    public void The_slashed_stake_is_fined_again_in_proportion_half_way_to_its_withdrawal()
    {
        (BeaconChain chain, SingleAttestation vote) = AtDuty(Culprit, new Epoch(3));
        chain = DoubleVote(chain, vote);
        Epoch withdrawable = StatusOf(chain, Culprit).WithdrawableEpoch;
        Slot last = chain.Config.LastSlot(withdrawable - 32);
        chain = chain.AdvanceTo(last).Chain;
        ulong before = chain.State.Balances[Culprit].Value;
        Assert.Null(VoteRewards.TryGet(chain, withdrawable - 33, out var rewards));
        chain = chain.AdvanceTo(last + 1).Chain;
        ulong after = chain.State.Balances[Culprit].Value;

        // 3 * 32 ETH of the 15 * 32 ETH that are active then: a fifth of the 32 increments that it has still.
        const ulong Correlation = 6_400_000_000;
        Assert.Equal((long)Correlation - rewards!.Total[Culprit].Parts.Sum.Value, (long)(before - after));
    }

    private static void AssertOffence(
        Outcome outcome, OffenceKind kind, SingleAttestation first, SingleAttestation second)
    {
        var proof = new AttesterSlashing(Attestation1: Indexed(first), Attestation2: Indexed(second));
        OffenceFound found = Assert.Single(outcome.Events.OfType<OffenceFound>());
        Assert.Equal(new OffenceFound(new(new(Culprit), kind, proof)), found);
        AssertSlashedByNextBlock(outcome.Chain, proof);
    }

    /// <summary>
    /// The next block has the proof, exits the culprit, and moves the penalty to its proposer.
    /// </summary>
    private static void AssertSlashedByNextBlock(BeaconChain chain, AttesterSlashing proof)
    {
        Slot slot = chain.Slot + 1;
        BeaconChain without = BlockWithout(chain, slot, out ValidatorIndex proposer);
        Outcome outcome = chain.AdvanceTo(slot);
        Assert.Contains(new ValidatorSlashed(new(Culprit), slot), outcome.Events);
        chain = outcome.Chain;
        Assert.Equal([proof], chain.BlockAt(slot)!.Body.AttesterSlashings);

        Validator culprit = StatusOf(chain, Culprit);
        Epoch epoch = chain.State.CurrentEpoch;
        Assert.True(culprit.Slashed);
        Assert.Equal(epoch + 5, culprit.ExitEpoch);
        Assert.Equal(epoch + chain.Config.Preset.EpochsPerSlashingsVector, culprit.WithdrawableEpoch);
        Assert.Equal(
            without.State.Balances[Culprit] - InitialPenalty, chain.State.Balances[Culprit]);
        Assert.Equal(
            without.State.Balances[(int)proposer.Value] + InitialPenalty,
            chain.State.Balances[(int)proposer.Value]);
        Assert.Equal(
            Gwei.ValidatorStake, chain.State.Slashings.Aggregate(default(Gwei), static (a, b) => a + b));
    }

    /// <summary>The same chain at the slot, had nobody watched; a resident must propose in it.</summary>
    private static BeaconChain BlockWithout(BeaconChain chain, Slot slot, out ValidatorIndex proposer)
    {
        chain = (chain with { Slasher = Slasher.Empty }).AdvanceTo(slot).Chain;
        proposer = chain.State.ProposerIndex;
        Assert.True(chain.IsResident(proposer), "The chain of this test has a block in the slot.");
        return chain;
    }

    private static BeaconChain DoubleVote(BeaconChain chain, SingleAttestation vote)
    {
        chain = chain.Submit(vote).Taken();
        chain = chain.Submit(Signed(chain, vote.Data with { BeaconBlockRoot = Unknown })).Chain;
        chain = chain.AdvanceTo(chain.Slot + 4).Chain;
        Assert.True(StatusOf(chain, Culprit).Slashed);
        return chain;
    }

    /// <summary>A chain at the slot in which a validator votes, and the vote.</summary>
    private static (BeaconChain Chain, SingleAttestation Vote) AtDuty(int voter, Epoch epoch) =>
        AtDuty(TestChain.Begin(Residents, outside: 2, config: Config, seed: 2), voter, epoch);

    private static (BeaconChain Chain, SingleAttestation Vote) AtDuty(
        BeaconChain chain, int voter, Epoch epoch)
    {
        chain = chain.Slot < chain.Config.FirstSlot(epoch - 1) ? chain.AdvanceTo(epoch - 1) : chain;
        chain = chain.AdvanceTo(chain.PlaceOf(voter, epoch).Slot).Chain;
        return (chain, chain.VoteOf(voter, epoch));
    }

    private static SingleAttestation Signed(BeaconChain chain, AttestationData data) =>
        chain.Sign(Culprit, data);

    private static Checkpoint OlderThan(Checkpoint source) => new(source.Epoch - 1, Unknown);

    private static Validator StatusOf(BeaconChain chain, int index) => chain.State.Validators[index];

    private static IndexedAttestation Indexed(SingleAttestation vote) =>
        new([vote.AttesterIndex], vote.Data, vote.Signature);
}
