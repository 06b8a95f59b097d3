using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Refusing;

/// <summary>What is refused of stake that its owner locks, and takes back.</summary>
public sealed class LockRefusalTests
{
    private static readonly LockId Lock = new(TestLedger.First, 0);

    private readonly TestLedger _ledger = new(TestLedger.Seed);
    private readonly AccountId _ada;
    private readonly AccountId _ben;

    public LockRefusalTests()
    {
        _ada = _ledger.Open("Ada", TestLedger.Eth(100));
        _ben = _ledger.Open("Ben", TestLedger.Eth(100));
        _ledger.Do(_ben, static (a, n) => new OpenFund(a, n, 0));
        _ledger.Do(_ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
    }

    [Fact]
    public void Nothing_happens_in_a_fund_that_is_not_there()
    {
        var none = new Refusal("UnknownFund", "fund 1", "one of the 1 funds");
        Assert.Equal(none, _ledger.Refused(_ada, static (a, n) => new MakeLock(a, n, new(1))));
        Assert.Equal(none, _ledger.Refused(_ada, static (a, n) => new Settle(a, n, new(new(1), 0))));
        Assert.Equal(none, _ledger.Refused(_ada, static (a, n) => new Release(a, n, new(new(1), 0))));
        Assert.Equal(none, _ledger.Refused(_ada, static (a, n) => new RequestUnlock(a, n, new(new(1), 0))));
        Assert.Equal(none, _ledger.Refused(_ada, static (a, n) => new PostBond(a, n, new(1), new(1))));
        Assert.Equal(none, _ledger.Refused(_ada, static (a, n) => new WithdrawBond(a, n, new(1), new(1))));
        Assert.Equal(none, _ledger.Refused(new Reward(new(1), new(1))));
        Assert.Equal(none, _ledger.Refused(_ledger.Slash(new(new(1), 0), new(1), default, [])));
        Assert.Equal(none, _ledger.Refused(new ChargeReservation(new(1), 0, new(1), false, [])));
        Assert.Equal(none, _ledger.Refused(new Penalize(new(1), default, new(1), [])));
        Assert.Equal(none, _ledger.Refused(new Fine(new(1), _ada, new(1))));
        _ledger.Do(_ada, static (a, n) => new OpenFund(a, n, 0));
        _ledger.Do(_ada, static (a, n) => new MakeLock(a, n, new(1)));
    }

    [Fact]
    public void Nothing_happens_to_a_lock_that_was_never_made()
    {
        var id = new LockId(TestLedger.First, 1);
        var none = new Refusal("UnknownLock", "lock 0/1", "one of the 1 locks of fund 0");
        Assert.Equal(none, _ledger.Refused(_ada, (a, n) => new RequestUnlock(a, n, id)));
        Assert.Equal(none, _ledger.Refused(_ada, (a, n) => new Release(a, n, id)));
        Assert.Equal(none, _ledger.Refused(_ada, (a, n) => new Settle(a, n, id)));
        Assert.Equal(none, _ledger.Refused(_ledger.Slash(id, new(1), default, [])));
        Assert.Equal(none, _ledger.Refused(new Penalize(TestLedger.First, new(1), new(1), [])));
        _ledger.Do(_ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
        _ledger.Do(_ada, (a, n) => new RequestUnlock(a, n, id));
    }

    [Fact]
    public void Only_the_owner_touches_a_lock()
    {
        var expected = new Refusal("NotTheOwner", "account 1", "account 0");
        Assert.Equal(expected, _ledger.Refused(_ben, static (a, n) => new RequestUnlock(a, n, Lock)));
        Assert.Equal(expected, _ledger.Refused(_ben, static (a, n) => new Release(a, n, Lock)));
        Assert.Equal(expected, _ledger.Refused(_ben, static (a, n) => new Settle(a, n, Lock)));
        _ledger.Do(_ada, static (a, n) => new RequestUnlock(a, n, Lock));
        _ledger.Do(new AdvanceEpoch(new(256)));
        Assert.Equal(expected, _ledger.Refused(_ben, static (a, n) => new Release(a, n, Lock)));
        _ledger.Do(_ada, static (a, n) => new Release(a, n, Lock));
    }

    [Fact]
    public void A_margin_is_at_most_everything()
    {
        Assert.Equal(
            new("MarginTooLarge", "1000001 millionths", "at most 1000000 millionths"),
            _ledger.Refused(_ada, static (a, n) => new OpenFund(a, n, 1_000_001)));
        _ledger.Do(_ada, static (a, n) => new OpenFund(a, n, 1_000_000));
    }

    [Fact]
    public void A_lock_is_asked_for_once()
    {
        _ledger.Do(_ada, static (a, n) => new RequestUnlock(a, n, Lock));
        Assert.Equal(
            new("AlreadyExiting", "lock 0/0, withdrawable at epoch 256", "a lock that is not exiting"),
            _ledger.Refused(_ada, static (a, n) => new RequestUnlock(a, n, Lock)));
    }

    [Fact]
    public void A_lock_is_paid_once()
    {
        var expected = new Refusal("AlreadyReleased", "lock 0/0", "a lock that was not paid out");
        _ledger.Do(_ada, static (a, n) => new RequestUnlock(a, n, Lock));
        _ledger.Do(new AdvanceEpoch(new(256)));
        _ledger.Do(_ada, static (a, n) => new Release(a, n, Lock));
        Assert.Equal(TestLedger.Eth(100), _ledger.Account(_ada).Free);
        Assert.Equal(expected, _ledger.Refused(_ada, static (a, n) => new Release(a, n, Lock)));
        Assert.Equal(expected, _ledger.Refused(_ada, static (a, n) => new RequestUnlock(a, n, Lock)));
    }

    [Fact]
    public void A_lock_is_paid_when_its_delay_is_over()
    {
        _ledger.Do(new AdvanceEpoch(new(10)));
        _ledger.Do(_ada, static (a, n) => new RequestUnlock(a, n, Lock));
        _ledger.Do(new AdvanceEpoch(new(265)));
        Assert.Equal(
            new("NotYetWithdrawable", "epoch 265", "epoch 266 or later"),
            _ledger.Refused(_ada, static (a, n) => new Release(a, n, Lock)));
        _ledger.Do(new AdvanceEpoch(new(266)));
        _ledger.Do(_ada, static (a, n) => new Release(a, n, Lock));
    }

    [Fact]
    public void A_lock_is_paid_when_somebody_has_asked_for_it()
    {
        Assert.Equal(
            new("NotExiting", "lock 0/0", "a lock whose owner has asked for it back"),
            _ledger.Refused(_ada, static (a, n) => new Release(a, n, Lock)));
        _ledger.Do(_ada, static (a, n) => new RequestUnlock(a, n, Lock));
        Assert.Equal(
            "NotYetWithdrawable", _ledger.Refused(_ada, static (a, n) => new Release(a, n, Lock)).Reason);
    }

    [Fact]
    public void Only_a_backed_lock_is_settled()
    {
        var expected = new Refusal("NotBacked", "lock 0/0", "a lock that collateral backs");
        _ledger.Do(_ben, static (a, n) => new PostBond(a, n, TestLedger.First, new(319_999_999)));
        Assert.Equal(expected, _ledger.Refused(_ada, static (a, n) => new Settle(a, n, Lock)));
        _ledger.Do(_ben, static (a, n) => new PostBond(a, n, TestLedger.First, new(1)));
        _ledger.Do(_ada, static (a, n) => new Settle(a, n, Lock));
        _ledger.Do(_ada, static (a, n) => new RequestUnlock(a, n, Lock));
        Assert.Equal(expected, _ledger.Refused(_ada, static (a, n) => new Settle(a, n, Lock)));
    }

    [Fact]
    public void There_are_no_more_funds_than_the_schema_has_room_for()
    {
        int room = (int)LedgerTypes.FundsMax - _ledger.State.Funds.Count;
        OpenFund[] open =
            [.. Enumerable.Range(0, room + 1).Select(i => new OpenFund(_ada, (ulong)i + 1, 0))];
        (LedgerState state, IReadOnlyList<Refusal?> refusals) =
            LedgerRules.ApplyAll(_ledger.Parameters, _ledger.State, open);
        Assert.All(refusals.Take(room), static r => Assert.Null(r));
        Assert.Equal(new("TooManyFunds", "fund 65537", "at most 65536 funds"), refusals[^1]);
        Assert.Equal(LedgerTypes.FundsMax, state.Funds.Count);
    }
}
