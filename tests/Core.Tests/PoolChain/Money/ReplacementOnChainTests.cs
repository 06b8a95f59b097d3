using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain.Money;

/// <summary>Who fails is fined ever more, then out, and its seat is filled.</summary>
public sealed class ReplacementOnChainTests
{
    private static readonly Gwei Bond = MoneyHarness.Ether;

    /// <summary>1, 4, 9 … million Gwei for absences; 0.98 ETH is too little for a seat.</summary>
    private static MoneyParameters Strict { get; } = MoneyHarness.Quick with
    {
        Replacement = new(new ReplacementParameters
        {
            Fines = new FineSchedule
            {
                Base = new(1_000_000),
                Absence = 1,
                Silence = 2,
                Provable = 100,
                Most = new(500_000_000),
            },
            MinimumBond = new(980_000_000),
        }),
    };

    [Fact]
    public void Absence_is_what_t_members_say_and_costs_more_each_time()
    {
        (MoneyHarness money, OperatorId absent, OperatorId[] others) = Serving();
        Gwei[] fines = [new(1_000_000), new(5_000_000), new(14_000_000)];
        foreach (Gwei fined in fines)
        {
            Epoch epoch = LastEpoch(money);
            Say(money, others[0], epoch, absent);
            Say(money, others[1], epoch, absent);
            Assert.True(BondOf(money, absent) > Bond - fined);
            Say(money, others[2], epoch, absent);
            Assert.Equal(Bond - fined, BondOf(money, absent));
            NextEpoch(money);
        }

        Assert.Contains(absent, money.Chain.Culprits(FaultKind.Absence));
    }

    [Fact]
    public void Where_t_is_not_more_than_half_absence_takes_more_than_half()
    {
        (MoneyHarness money, OperatorId absent, OperatorId[] others) = Serving(threshold: 2);
        Epoch epoch = LastEpoch(money);
        Say(money, others[0], epoch, absent);
        Say(money, others[1], epoch, absent);
        Assert.Empty(money.Chain.Culprits(FaultKind.Absence));
        Say(money, others[2], epoch, absent);
        Assert.Equal([absent], money.Chain.Culprits(FaultKind.Absence));
    }

    [Fact]
    public void Who_took_part_again_begins_a_new_row()
    {
        (MoneyHarness money, OperatorId absent, OperatorId[] others) = Serving();
        SayAll(money, others, LastEpoch(money), absent);
        NextEpoch(money);
        Epoch epoch = LastEpoch(money);
        foreach (OperatorId other in others)
        {
            Say(money, other, epoch);
        }

        Assert.Equal(0u, money.Chain.State.OperatorOf(absent)!.Conduct.Absence);
        NextEpoch(money);
        SayAll(money, others, LastEpoch(money), absent);
        Assert.Equal(Bond - new Gwei(2_000_000), BondOf(money, absent));
    }

    [Fact]
    public void Words_that_do_not_count_are_refused_by_name()
    {
        (MoneyHarness money, OperatorId absent, OperatorId[] others) = Serving();
        Epoch epoch = LastEpoch(money);
        OperatorId stranger = money.Chain.Operators.Keys.Except(others).First(o => o != absent);
        Assert.Equal("NotOfTheCommittee", Reason(money, stranger, new(new(1), epoch, [absent])));
        Assert.Equal("NotOfTheCommittee", Reason(money, others[0], new(new(1), epoch, [stranger])));
        Assert.Equal("NotOfTheCommittee", Reason(money, others[0], new(new(9), epoch, [absent])));
        Assert.Equal("NotAPastEpoch", Reason(money, others[0], new(new(1), epoch + 1, [absent])));
        Assert.Equal("NotAPastEpoch", Reason(money, others[0], new(new(1), default, [absent])));
        OperatorId[] two = [.. others.Take(2).OrderDescending()];
        Assert.Equal("AbsentOutOfOrder", Reason(money, others[0], new(new(1), epoch, [.. two])));
        Say(money, others[0], epoch, absent);
        Assert.Equal("AlreadySpoken", Reason(money, others[0], new(new(1), epoch, [])));
    }

    [Fact]
    public void A_failed_members_seat_is_filled_in_mid_term_by_a_hand_over()
    {
        (MoneyHarness money, OperatorId absent, OperatorId[] others) = Serving();
        Term term = money.Chain.State.Term;
        for (int i = 0; i < 4; i++)
        {
            SayAll(money, others, LastEpoch(money), absent);
            NextEpoch(money);
        }

        money.Chain.RunUntil(h => h.State.Replacement.HasValue || Left(h, absent), 30);
        Assert.Equal(term, money.Chain.State.Term);
        money.Chain.RunUntil(h => Left(h, absent), 200);
        Tenure tenure = money.Chain.Pool().Serving.Value;
        Assert.Equal(1u, money.Chain.Pool().Settling.Value.Context.Id.Replacement);
        Assert.All(others, o => Assert.NotNull(tenure.Sharing.ShareOf(o)));
        money.Chain.AssertKeyIsAlive(1, without: []);

        // The spare keys are used now, and are gone with their attempt; the next draw's are kept.
        int attempts = money.Chain.Genesis.Parameters.Windows.Attempts;
        Assert.True(money.Chain.State.Draw.AreSparesUsed);
        Assert.All(money.Chain.Operators.Values.Where(o => o.Id != absent), o =>
        {
            Assert.NotNull(o.Vault.Find(SecretName.EncryptionKey(money.Chain.State.Draw.Term, 0)));
            Assert.Null(o.Vault.Find(SecretName.EncryptionKey(money.Chain.State.Draw.Term, attempts + 1)));
        });

        // The next draw goes on without it, and no key is used twice.
        Term next = money.Chain.State.Draw.Term;
        money.Chain.RunUntil(
            h => h.State.Draw.Term > next && h.Pool().Serving.Value.Attempt != tenure.Attempt, 400);
        Assert.Null(money.Chain.Pool().Serving.Value.Sharing.ShareOf(absent));
        money.Chain.AssertKeyIsAlive();
    }

    [Fact]
    public void A_missed_step_of_a_ceremony_is_fined()
    {
        var money = new MoneyHarness(Strict, operators: 5);
        money.BondAll(Bond);
        money.Chain.Tamper = static (id, due) =>
            id == new OperatorId(2) && due is PostDispute ? [] : [due];
        money.Chain.RunUntil(static h => h.Culprits(FaultKind.NoDisputeAnswer).Length > 0, 300);
        Assert.Equal([new OperatorId(2)], money.Chain.Culprits(FaultKind.NoDisputeAnswer));
        Assert.Equal(Bond - new Gwei(2_000_000), BondOf(money, new(2)));
    }

    private static (MoneyHarness Money, OperatorId Absent, OperatorId[] Others) Serving(int threshold = 3)
    {
        var money = new MoneyHarness(
            Strict with { RewardEpoch = 4, UnlockDelay = 16 },
            operators: 7,
            threshold: threshold,
            firstBoundary: 40);
        money.BondAll(Bond);
        money.Lock();
        money.Chain.RunUntil(static h => h.Pool().GroupKey is not null, 300);
        money.RunToCheckpoint(new(4));
        OperatorId[] members =
            [.. money.Chain.Pool().Serving.Value.Sharing.Members.Select(static m => m.Member)];
        return (money, members[0], members[1..]);
    }

    private static bool Left(ChainHarness chain, OperatorId id) =>
        chain.Pool().Serving.Value.Sharing.ShareOf(id) is null;

    private static Epoch LastEpoch(MoneyHarness money) =>
        money.Chain.Rules.Clock.EpochAt(money.Chain.State.Tick).Value.MinusOrGenesis(1);

    private static void NextEpoch(MoneyHarness money)
    {
        Epoch last = LastEpoch(money);
        money.Chain.RunUntil(_ => LastEpoch(money) > last);
    }

    private static void SayAll(MoneyHarness money, OperatorId[] members, Epoch epoch, OperatorId absent)
    {
        foreach (OperatorId member in members)
        {
            Say(money, member, epoch, absent);
        }
    }

    /// <summary>Has a member's word put into the same epoch's next block.</summary>
    private static void Say(MoneyHarness money, OperatorId by, Epoch epoch, params OperatorId[] absent)
    {
        var word = new PostAbsence(new(1), epoch, [.. absent]);
        Assert.IsType<OperationOutcome.Accepted>(money.Chain.Try(by, word));
        money.Chain.Offered.Add(money.Chain.Sign(by, word));
        money.Chain.Step();
    }

    private static Gwei BondOf(MoneyHarness money, OperatorId id) =>
        money.Chain.State.Money.BondOf(default, new(id.Value)).Total;

    private static string Reason(MoneyHarness money, OperatorId by, PostAbsence word) =>
        Assert.IsType<OperationOutcome.Rejected>(money.Chain.Try(by, word)).Refusal.Reason;
}
