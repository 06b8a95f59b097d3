using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Core.Tests.Ledger.Refusing;

/// <summary>What is refused of evidence, which may be mistaken although it is well formed.</summary>
public sealed class EvidenceRefusalTests
{
    private const ulong Unit = 32_000_000_000;

    private static readonly LockId Lock = new(TestLedger.First, 0);

    [Fact]
    public void A_loss_needs_a_validator()
    {
        TestLedger ledger = With(TestLedger.Seed, bond: 319_999_999);
        var expected = new Refusal("NoValidator", "lock 0/0", "a lock on which a validator stands");
        Assert.Equal(expected, ledger.Refused(ledger.Slash(Lock, new(1), default, [])));
        Assert.Equal(expected, ledger.Refused(new Penalize(TestLedger.First, new(0), new(1), [])));
        ledger.Do(new AccountId(0), static (a, n) => new PostBond(a, n, TestLedger.First, new(641)));
        ledger.Do(ledger.Slash(Lock, new(1), default, []));
        ledger.Do(new Penalize(TestLedger.First, new(0), new(1), []));
    }

    [Fact]
    public void A_validator_is_slashed_once()
    {
        TestLedger ledger = With(TestLedger.Electra, bond: 1_000_000_000);
        ledger.Do(ledger.Slash(Lock, new(1), default, []));
        var expected = new Refusal(
            "AlreadySlashed", "lock 0/0, validator key 1", "a validator that is not slashed");
        Assert.Equal(expected, ledger.Refused(ledger.Slash(Lock, new(1), default, [])));
        ledger.Do(new AdvanceEpoch(new(4)));
        Assert.Equal(expected, ledger.Refused(ledger.Slash(Lock, new(1), default, [])));
        ledger.Do(new AdvanceEpoch(new(5)));
        Assert.Equal("NoValidator", ledger.Refused(ledger.Slash(Lock, new(1), default, [])).Reason);
        ledger.Do(new AdvanceEpoch(new(261)));
        Assert.Equal(2UL, ledger.Lock(0).Key);
        ledger.Do(ledger.Slash(Lock, new(1), default, []));
    }

    [Fact]
    public void Evidence_that_comes_twice_does_not_hit_the_next_validator()
    {
        TestLedger ledger = With(TestLedger.Seed, bond: 1_000_000_000);
        Slash slash = ledger.Slash(Lock, new(1), default, []);
        ledger.Do(slash);
        Assert.Equal(new("OtherKey", "validator key 1", "validator key 2"), ledger.Refused(slash));
        ledger.Do(slash with { Key = 2 });
    }

    [Fact]
    public void Nothing_follows_the_last_charge()
    {
        TestLedger ledger = With(TestLedger.Seed, bond: 1_000_000_000);
        ledger.Do(ledger.Slash(Lock, new(1), new(5), []));
        ledger.Do(new ChargeReservation(TestLedger.First, 0, new(2), true, []));
        Assert.Equal(
            new("ReservationClosed", "reservation 0", "a reservation whose last charge is still to come"),
            ledger.Refused(new ChargeReservation(TestLedger.First, 0, new(2), true, [])));
    }

    [Fact]
    public void Only_what_was_reserved_is_charged_from_a_reservation()
    {
        TestLedger ledger = With(TestLedger.Seed, bond: 1_000_000_000);
        Assert.Equal(
            new("UnknownReservation", "reservation 0", "one of the 0 reservations"),
            ledger.Refused(new ChargeReservation(TestLedger.First, 0, new(1), false, [])));
        ledger.Do(ledger.Slash(Lock, new(1), new(1), []));
        ledger.Do(new ChargeReservation(TestLedger.First, 0, new(1), false, []));
        Assert.Equal(
            new("UnknownReservation", "reservation 1", "one of the 1 reservations"),
            ledger.Refused(new ChargeReservation(TestLedger.First, 1, new(1), false, [])));
    }

    [Fact]
    public void Evidence_of_nothing_says_nothing()
    {
        TestLedger ledger = With(TestLedger.Seed, bond: 1_000_000_000);
        var expected = new Refusal("ZeroAmount", "0 Gwei", "1 Gwei or more");
        Assert.Equal(expected, ledger.Refused(new Penalize(TestLedger.First, default, default, [])));
        Assert.Equal(expected, ledger.Refused(new Penalize(TestLedger.First, new(0), default, [])));
        Assert.Equal(expected, ledger.Refused(new Fine(TestLedger.First, new(0), default)));

        // That somebody is slashed says something, and so does that nothing more follows.
        ledger.Do(ledger.Slash(Lock, default, new(5), []));
        Assert.Equal(
            expected, ledger.Refused(new ChargeReservation(TestLedger.First, 0, default, false, [])));
        ledger.Do(new ChargeReservation(TestLedger.First, 0, default, true, []));
    }

    [Fact]
    public void Where_balances_are_the_validators_own_a_loss_names_one()
    {
        Refusal refusal = With(TestLedger.Today, bond: 1_000_000_000)
            .Refused(new Penalize(TestLedger.First, default, new(1), []));
        Assert.Equal(
            new("LossWithoutLock", "a loss of all validators together", "a loss of one lock's validator"),
            refusal);
        With(TestLedger.Today, bond: 1_000_000_000).Do(new Penalize(TestLedger.First, new(0), new(1), []));
        With(TestLedger.Seed, bond: 1_000_000_000).Do(new Penalize(TestLedger.First, default, new(1), []));
    }

    [Fact]
    public void Nothing_loses_more_than_it_has()
    {
        TestLedger ledger = With(TestLedger.Electra, bond: 1_000_000_000);
        var expected = new Refusal("LossBeyondBalance", "32000000001 Gwei", "at most 32000000000 Gwei");
        Assert.Equal(expected, ledger.Refused(ledger.Slash(Lock, new(Unit + 1), default, [])));
        Assert.Equal(expected, ledger.Refused(ledger.Slash(Lock, default, new(Unit + 1), [])));
        Assert.Equal(expected, ledger.Refused(new Penalize(TestLedger.First, new(0), new(Unit + 1), [])));
        ledger.Do(new Penalize(TestLedger.First, new(0), new(Unit), []));
        ledger.Do(ledger.Slash(Lock, new(Unit), default, []));
    }

    [Fact]
    public void What_is_slashed_loses_no_more_than_it_has_in_all()
    {
        TestLedger ledger = With(TestLedger.Electra, bond: 1_000_000_000);
        Assert.Equal(
            new("LossBeyondBalance", "31000000001 Gwei", "at most 31000000000 Gwei"),
            ledger.Refused(ledger.Slash(Lock, TestLedger.Eth(1), new(31_000_000_001), [])));
        ledger.Do(ledger.Slash(Lock, TestLedger.Eth(1), new(60), []));

        // What was reserved is an estimate: more may follow, up to all that is left.
        ledger.Do(new ChargeReservation(TestLedger.First, 0, new(50), false, []));
        ledger.Do(new ChargeReservation(TestLedger.First, 0, TestLedger.Eth(20), false, []));
        Assert.Equal(default, ledger.Figures.Reservations.Amount);
        Assert.Equal(new(10_999_999_950), ledger.Fund.Reservations[0].Left);
        Assert.Equal(
            new("LossBeyondBalance", "10999999951 Gwei", "at most 10999999950 Gwei"),
            ledger.Refused(
                new ChargeReservation(TestLedger.First, 0, new(10_999_999_951), true, [])));
        ledger.Do(new ChargeReservation(TestLedger.First, 0, new(10_999_999_950), true, []));
        Assert.Equal(ledger.Parameters.Unit, ledger.Figures.Penalties);
    }

    [Fact]
    public void What_is_lost_for_good_is_not_lost_again()
    {
        TestLedger ledger = With(TestLedger.Today, bond: 1_000_000_000);
        ledger.Do(new Penalize(TestLedger.First, new(0), TestLedger.Eth(11), []));
        var expected = new Refusal("LossBeyondBalance", "22000000001 Gwei", "at most 22000000000 Gwei");
        Assert.Equal(expected, ledger.Refused(ledger.Slash(Lock, new(22_000_000_001), default, [])));
        Assert.Equal(expected, ledger.Refused(ledger.Slash(Lock, default, new(22_000_000_001), [])));
        ledger.Do(ledger.Slash(Lock, new(21_999_999_999), new(1), []));
        Assert.Equal(
            new("LossBeyondBalance", "2 Gwei", "at most 1 Gwei"),
            ledger.Refused(new ChargeReservation(TestLedger.First, 0, new(2), true, [])));
        ledger.Do(new ChargeReservation(TestLedger.First, 0, new(1), true, []));
    }

    [Fact]
    public void Losses_never_add_up_to_more_than_there_will_ever_be()
    {
        TestLedger ledger = With(TestLedger.Seed, bond: 1_000_000_000);
        ledger.Do(ledger.Slash(Lock, default, new(5), []));
        Gwei rest = LedgerParameters.AmountMax - new Gwei(7);
        Assert.Equal(
            new("AmountTooLarge", "1000000000000000001 Gwei", "at most 1000000000000000000 Gwei"),
            ledger.Refused(new Penalize(TestLedger.First, default, rest + new Gwei(8), [])));
        Assert.Equal(
            new("AmountTooLarge", "1000000000000000001 Gwei", "at most 1000000000000000000 Gwei"),
            ledger.Refused(new Fine(TestLedger.First, new(0), rest + new Gwei(8))));
        ledger.Do(new Penalize(TestLedger.First, default, rest, []));
        ledger.Do(new AccountId(0), static (a, n) => new PostBond(a, n, TestLedger.First, new(500_000_000)));
        var expected = new Refusal("AmountTooLarge", "8 Gwei", "at most 7 Gwei");
        Assert.Equal(expected, ledger.Refused(new Penalize(TestLedger.First, default, new(8), [])));
        Assert.Equal(expected, ledger.Refused(new Penalize(TestLedger.First, new(0), new(8), [])));
        Assert.Equal(expected, ledger.Refused(ledger.Slash(Lock, new(8), default, [])));
        Assert.Equal(expected, ledger.Refused(new ChargeReservation(TestLedger.First, 0, new(8), true, [])));
        ledger.Do(ledger.Slash(Lock, new(7), default, []));
    }

    [Fact]
    public void The_beacon_chain_goes_forward_only()
    {
        var ledger = new TestLedger(TestLedger.Seed);
        ledger.Do(new AdvanceEpoch(new(9)));
        Assert.Equal(
            new("EpochNotLater", "epoch 9", "an epoch after 9"), ledger.Refused(new AdvanceEpoch(new(9))));
        Assert.Equal("EpochNotLater", ledger.Refused(new AdvanceEpoch(new(8))).Reason);
        ledger.Do(new AdvanceEpoch(new(10)));
    }

    [Fact]
    public void The_beacon_chain_does_not_come_to_the_end_of_time()
    {
        TestLedger ledger = With(TestLedger.Electra, bond: 1_000_000_000);
        Assert.Equal(
            new("EpochTooLarge", "epoch 4611686018427387905", "at most epoch 4611686018427387904"),
            ledger.Refused(new AdvanceEpoch(LedgerParameters.EpochMax + 1)));
        Assert.Equal("EpochTooLarge", ledger.Refused(new AdvanceEpoch(Epoch.FarFuture)).Reason);
        ledger.Do(new AdvanceEpoch(LedgerParameters.EpochMax));
        ledger.Do(new AccountId(0), static (a, n) => new RequestUnlock(a, n, Lock));
        ledger.Do(new AccountId(0), static (a, n) => new WithdrawBond(a, n, TestLedger.First, new(1)));
    }

    [Fact]
    public void There_are_no_more_reservations_than_the_schema_has_room_for()
    {
        LedgerState state = With(TestLedger.Seed, bond: 2_000_000_000).State;
        MerkleListBuilder<Reservation, ReservationTotals> full = state.Funds[0].Reservations.ToBuilder();
        var nothing = new Reservation(0, 1, default, default, true);
        while (full.Count < LedgerTypes.ReservationsMax - 1)
        {
            full.Add(nothing);
        }

        state =
            state with { Funds = state.Funds.With(0, state.Funds[0] with { Reservations = full.ToList() }) };
        var slash = new Slash(Lock, 1, default, new(1), []);
        (state, Refusal? refusal) = LedgerRules.Apply(TestLedger.Seed, state, slash);
        Assert.Null(refusal);
        slash = slash with { Key = 2 };
        (LedgerState after, refusal) = LedgerRules.Apply(TestLedger.Seed, state, slash);
        Assert.Equal(
            new("TooManyReservations", "reservation 1048577", "at most 1048576 reservations in a fund"),
            refusal);
        Assert.Same(state, after);
        (_, refusal) = LedgerRules.Apply(TestLedger.Seed, state, slash with { LaterAtMost = default });
        Assert.Null(refusal);
    }

    /// <summary>A fund with a bond and one lock, both of account 0.</summary>
    private static TestLedger With(LedgerParameters parameters, ulong bond)
    {
        var ledger = new TestLedger(parameters);
        AccountId olga = ledger.Open("Olga", TestLedger.Eth(100));
        ledger.Do(olga, static (a, n) => new OpenFund(a, n, 0));
        ledger.Do(olga, (a, n) => new PostBond(a, n, TestLedger.First, new(bond)));
        ledger.Do(olga, static (a, n) => new MakeLock(a, n, TestLedger.First));
        return ledger;
    }
}
