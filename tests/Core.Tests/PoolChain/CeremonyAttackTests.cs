using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>
/// Each attack ends with the guilty named and an honest key, or with a failed attempt and the old committee
/// going on; never with a lost or leaked key.
/// </summary>
public sealed class CeremonyAttackTests
{
    private static readonly OperatorId Mallory = new(2);
    private static readonly OperatorId Victim = new(3);

    /// <summary>Both kinds of ceremony face the same attacks.</summary>
    public static TheoryData<bool> Kinds => [false, true];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_wrong_share_disqualifies_its_dealer(bool handOver) =>
        Attack(handOver, static d => d.WithWrongSharesFor(Victim), FaultKind.WrongShare);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Wrong_shares_for_all_disqualify_their_dealer_once(bool handOver) => Attack(
        handOver, static d => d.WithWrongSharesFor([.. CeremonyIds(1, 4)]), FaultKind.WrongShare);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Shares_at_wrong_indices_disqualify_their_dealer(bool handOver) =>
        Attack(handOver, static d => d.WithWrongIndices(), FaultKind.WrongShare);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_longer_commitment_vector_is_malformed(bool handOver) =>
        Attack(handOver, static d => d.WithCommitments(4), FaultKind.MalformedDealing);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_shorter_commitment_vector_is_malformed(bool handOver) =>
        Attack(handOver, static d => d.WithCommitments(2), FaultKind.MalformedDealing);

    [Fact]
    public void A_rogue_key_is_disputed_by_everybody_who_got_a_share_of_it()
    {
        ChainHarness chain = Prepare(handOver: false, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) =>
        {
            if (sender != Mallory || due is not PostDealing honest)
            {
                return [due];
            }

            // Mallory waits for the others' commitments and takes them out of its own.
            Sequence<PostedDealing> others = chain.Pool().Ceremony.Value.Dealings;
            return others.Count < 3
                ? []
                : [honest with { Dealing = Dealer(chain).WithRogueKey(others.Select(static d =>
                    d.Dealing)) }];
        };
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.WrongShare));
        chain.AssertKeyIsAlive();
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 7)]
    [InlineData(true, 0)]
    [InlineData(true, 7)]
    public void A_copied_or_shifted_ephemeral_point_is_malformed(bool handOver, ulong shift)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) =>
        {
            if (sender != Mallory || due is not PostDealing honest)
            {
                return [due];
            }

            Sequence<PostedDealing> dealings = chain.Pool().Ceremony.Value.Dealings;
            return dealings.Count == 0
                ? []
                : [honest with { Dealing = Dealer(chain).WithEphemeralOf(dealings[0].Dealing, shift) }];
        };
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.MalformedDealing));
        AssertOutcome(chain, handOver);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_whole_dealing_copied_from_another_dealer_is_malformed(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) => sender != Mallory || due is not PostDealing honest
            ? [due]
            : chain.Pool().Ceremony.Value.Dealings.Take(1).Select(d => honest with { Dealing = d.Dealing });
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.MalformedDealing));
        AssertOutcome(chain, handOver);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Who_says_nothing_is_named_and_not_missed(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = static (sender, due) => sender == Mallory && due is CeremonyOperation ? [] : [due];
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.NoDealing));
        Assert.Equal([Mallory], chain.Culprits(FaultKind.NoDisputeAnswer));
        AssertOutcome(chain, handOver, without: Mallory);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_two_dealings_the_first_counts_and_their_dealer_is_named(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) => sender == Mallory && due is PostDealing honest
            ? [honest, honest with { Dealing = Dealer(chain).WithWrongSharesFor(Victim) }]
            : [due];
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.ContradictoryDealings));
        Assert.Empty(chain.Culprits(FaultKind.WrongShare));
        AssertOutcome(chain, handOver);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_false_accuser_is_named_and_the_accused_stays(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) => sender == Mallory && due is PostDispute dispute
            ? [dispute with { Complaints = [ComplaintAbout(chain, Victim)] }]
            : [due];
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.FalseAccusation));
        Assert.Empty(chain.Culprits(FaultKind.WrongShare));
        AssertOutcome(chain, handOver);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_list_of_complaints_is_ignored_after_its_first_false_one(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        var unproven = new Complaint(new(1), default, new DiscreteLogProof(Scalar.One, Scalar.One));
        chain.Tamper = (sender, due) => sender == Mallory && due is PostDispute dispute
            ? [dispute with { Complaints = [.. Enumerable.Repeat(unproven, 255), ComplaintAbout(
                chain, Victim)] }]
            : [due];
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.FalseAccusation));
        Assert.Single(chain.State.Faults, static f => f.Kind == FaultKind.FalseAccusation);
        AssertOutcome(chain, handOver);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_follows_a_false_complaint_is_not_looked_at(bool handOver)
    {
        // Another dealer did give Mallory a wrong share, but Mallory lies first.
        var other = new OperatorId(1);
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) => (sender, due) switch
        {
            ({ Value: 1 }, PostDealing honest) =>
                [honest with { Dealing = Dealer(chain, other).WithWrongSharesFor(Mallory) }],
            ({ Value: 2 }, PostDispute dispute) =>
                [dispute with { Complaints = [ComplaintAbout(chain, Victim), ComplaintAbout(chain, other)] }],
            _ => [due],
        };
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.FalseAccusation));
        Assert.Empty(chain.Culprits(FaultKind.WrongShare));
        Assert.Contains(chain.Pool().Settling.Value.Dealings, d => d.Dealer == other);
        Assert.DoesNotContain(Mallory, chain.Pool().Settling.Value.Confirmed);
        AssertOutcome(chain, handOver, without: Mallory);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_complaint_about_somebody_who_dealt_nothing_is_a_false_one(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) => sender == Mallory && due is PostDispute dispute
            ? [dispute with { Complaints = [ComplaintAbout(chain, Victim) with { Dealer = new(77) }] }]
            : [due];
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.FalseAccusation));
        AssertOutcome(chain, handOver);
    }

    [Fact]
    public void A_last_mover_who_leaves_does_not_change_the_key_that_comes_out()
    {
        ChainHarness stays = Prepare(handOver: false, out Func<ChainHarness, bool> isOver);
        stays.RunUntil(isOver);
        ChainHarness leaves = Prepare(handOver: false, out isOver);
        leaves.Tamper = static (sender, due) =>
            sender == Mallory && due is PostReveal or PostConfirmation ? [] : [due];
        leaves.RunUntil(isOver);
        Assert.Equal(stays.Pool().GroupKey, leaves.Pool().GroupKey);
        leaves.AssertKeyIsAlive(without: Mallory);
    }

    [Fact]
    public void A_public_share_that_is_not_the_committed_one_is_named()
    {
        ChainHarness chain = Prepare(handOver: false, out Func<ChainHarness, bool> isOver);
        chain.Tamper = static (sender, due) => sender == Mallory && due is PostReveal reveal
            ? [reveal with { Share = reveal.Share with { Key = G1Point.Generator.ToBytes() } }]
            : [due];
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.WrongReveal));
        chain.AssertKeyIsAlive();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_confirmation_without_the_share_is_named(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = static (sender, due) => sender == Mallory && due is PostConfirmation confirmation
            ? [confirmation with { Confirmation = default }]
            : [due];
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.WrongConfirmation));
        AssertOutcome(chain, handOver);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Disputes_that_f_leaders_censor_still_count(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) => sender == Mallory && due is PostDealing honest
            ? [honest with { Dealing = Dealer(chain).WithWrongSharesFor(Victim) }]
            : [due];

        // Mallory leads until the dispute has been open longer than its window, and leaves disputes out.
        chain.Include = static (leader, operation) =>
            leader != Mallory || operation.Operation is not PostDispute;
        chain.RunUntil(
            static c => c.Pool().Ceremony.TryGet(out CeremonyState? s) && s.Step == CeremonyStep.Dispute);
        Func<ChainState, OperatorId> inTurn = chain.Leader;
        chain.Leader = static _ => Mallory;
        for (ulong i = 0; i <= chain.Genesis.Parameters.Windows.Dispute; i++)
        {
            chain.Step();
        }

        chain.Leader = inTurn;
        Assert.Equal(CeremonyStep.Dispute, chain.Pool().Ceremony.Value.Step);
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.WrongShare));
        AssertOutcome(chain, handOver);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Who_confirms_and_goes_silent_takes_nothing_with_it(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        bool isGone = false;
        chain.Tamper = (sender, due) =>
        {
            bool stays = sender != Mallory || !isGone;
            isGone |= sender == Mallory && due is PostConfirmation;
            return stays ? [due] : [];
        };
        chain.RunUntil(isOver);
        Assert.Contains(Mallory, chain.Pool().Settling.Value.Confirmed);
        AssertOutcome(chain, handOver, without: Mallory);

        // It stays silent, and is named at the next hand-over for not dealing or for having no key.
        chain.RunUntil(static c => c.State.Faults.Any(static f => f.Culprit == Mallory));
        Assert.All(chain.State.Faults, static f => Assert.Equal(Mallory, f.Culprit));
        chain.AssertKeyIsAlive(without: Mallory);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_wrong_share_found_after_the_dispute_still_names_its_dealer(bool handOver)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        bool isAway = true;
        chain.Tamper = (sender, due) => (sender == Mallory && due is PostDealing honest)
            ? [honest with { Dealing = Dealer(chain).WithWrongSharesFor(Victim) }]
            : sender == Victim && isAway && due is CeremonyOperation ? [] : [due];
        chain.RunUntil(isOver);
        Assert.Empty(chain.Culprits(FaultKind.WrongShare));
        AssertOutcome(chain, handOver, without: Victim);

        // The victim comes back: it has no share of its own, and everybody sees why.
        isAway = false;
        chain.RunUntil(static c => c.Culprits(FaultKind.WrongShare).Length > 0, ticksMax: 3);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.WrongShare));
        Assert.Empty(chain.Culprits(FaultKind.FalseAccusation));
        chain.AssertKeyIsAlive(without: Victim);
    }

    [Fact]
    public void Who_posts_no_encryption_key_is_named_and_not_drawn()
    {
        var chain = new ChainHarness(operators: 5);
        chain.Tamper = static (sender, due) => sender == Mallory && due is PostKeys ? [] : [due];
        chain.RunUntil(static c => c.Pool().Serving.HasValue);
        Assert.Equal([Mallory], chain.Culprits(FaultKind.NoKey));
        Assert.Null(chain.Pool().Serving.Value.Sharing.ShareOf(Mallory));
        chain.AssertKeyIsAlive();
    }

    [Fact]
    public void When_too_few_deal_the_attempts_fail_and_the_old_committee_goes_on()
    {
        ChainHarness chain = Prepare(handOver: true, out _);
        Tenure before = chain.Pool().Serving.Value;
        chain.Tamper = static (sender, due) => sender.Value <= 2 && due is PostDealing ? [] : [due];
        chain.RunUntil(static c => c.Pool().LastFailure.TryGet(out FailedAttempt? failed)
            && failed.Reason == AttemptFailure.TooFewDealings
            && !c.Pool().Ceremony.HasValue);
        Assert.Equal(before, chain.Pool().Serving.Value);
        Assert.Equal([new(1), new(2)], chain.Culprits(FaultKind.NoDealing));
        chain.AssertKeyIsAlive();

        // Once they deal again, the next term's hand-over succeeds.
        chain.Tamper = static (_, due) => [due];
        chain.RunUntil(c => c.Pool().Serving.Value != before);
        chain.AssertKeyIsAlive();
    }

    [Fact]
    public void When_too_few_fence_the_attempt_fails_and_the_old_committee_goes_on()
    {
        ChainHarness chain = Prepare(handOver: true, out _);
        Tenure before = chain.Pool().Serving.Value;
        chain.Tamper = static (sender, due) => sender.Value <= 2 && due is PostFence ? [] : [due];
        chain.RunUntil(static c => c.Pool().LastFailure.HasValue);
        Assert.Equal(AttemptFailure.TooFewFences, chain.Pool().LastFailure.Value.Reason);
        Assert.Equal([new(1), new(2)], chain.Culprits(FaultKind.NoFence));
        Assert.Equal(before, chain.Pool().Serving.Value);
        chain.AssertKeyIsAlive();
    }

    [Fact]
    public void A_chain_that_stalls_across_the_boundary_has_failed_the_attempt_when_it_goes_on()
    {
        ChainHarness chain = Prepare(handOver: true, out _);
        Tenure before = chain.Pool().Serving.Value;
        chain.RunUntil(
            static c => c.Pool().Ceremony.TryGet(out CeremonyState? s) && s.Step == CeremonyStep.Fence);
        Tick deadline = chain.Pool().Ceremony.Value.Deadline;
        chain.Step(ticks: deadline.Value + 1 - chain.State.Tick.Value);
        Assert.Equal(AttemptFailure.TooFewFences, chain.Pool().LastFailure.Value.Reason);
        Assert.Equal(before, chain.Pool().Serving.Value);
        chain.AssertKeyIsAlive();
    }

    private static IEnumerable<OperatorId> CeremonyIds(uint first, uint last)
    {
        for (uint id = first; id <= last; id++)
        {
            yield return new(id);
        }
    }

    private static void Attack(bool handOver, Func<DishonestDealer, Dealing> deal, FaultKind expected)
    {
        ChainHarness chain = Prepare(handOver, out Func<ChainHarness, bool> isOver);
        chain.Tamper = (sender, due) => sender == Mallory && due is PostDealing honest
            ? [honest with { Dealing = deal(Dealer(chain)) }]
            : [due];
        chain.RunUntil(isOver);
        Assert.Equal([Mallory], chain.Culprits(expected));
        Assert.Single(chain.State.Faults, f => f.Kind == expected);
        AssertOutcome(chain, handOver);
    }

    /// <summary>A chain of four operators right before the ceremony that is attacked.</summary>
    private static ChainHarness Prepare(bool handOver, out Func<ChainHarness, bool> isOver)
    {
        var chain = new ChainHarness(operators: 4);
        if (!handOver)
        {
            isOver = static c => c.Pool().Serving.HasValue;
            return chain;
        }

        chain.RunUntil(static c => c.Pool().Serving.HasValue);
        chain.RunUntil(
            static c => c.State.Draw.Frozen.TryGet(out FrozenDraw? frozen) && frozen.MixEpoch.HasValue);
        isOver = static c => c.Pool().Serving.Value.Term == new Term(1);
        return chain;
    }

    private static void AssertOutcome(ChainHarness chain, bool handOver, params OperatorId[] without)
    {
        Assert.Equal(new Term(handOver ? 1UL : 0UL), chain.Pool().Serving.Value.Term);
        Assert.Equal(0u, chain.Pool().Settling.Value.Context.Id.Attempt);
        chain.AssertKeyIsAlive(without: without);
    }

    private static DishonestDealer Dealer(ChainHarness chain) => Dealer(chain, Mallory);

    private static DishonestDealer Dealer(ChainHarness chain, OperatorId dealer)
    {
        CeremonyContext context = chain.Pool().Ceremony.Value.Context;
        Vault vault = chain.Operators[dealer].Vault;
        return new(
            context,
            dealer,
            vault.Find(SecretName.Dealing(new(1), context.Root))!,
            context.IsHandOver ? vault.ShareOf(new(1), chain.Pool().Serving.Value.Attempt) : null);
    }

    /// <summary>A complaint with a true proof about a share that is right.</summary>
    private static Complaint ComplaintAbout(ChainHarness chain, OperatorId dealer)
    {
        CeremonyState ceremony = chain.Pool().Ceremony.Value;
        CeremonyContext context = ceremony.Context;
        SecretBytes seed = chain.Operators[Mallory].Vault.Find(
            SecretName.EncryptionKey(
                context.Id.Term, chain.Genesis.Parameters.Windows.KeyOf(context.Id)))!;
        PostedDealing accused = ceremony.Dealings.Single(d => d.Dealer == dealer);
        return Complaint.Make(context, CheckedDealings.Of(chain.Rules.Memo, context, accused), Mallory, seed);
    }
}
