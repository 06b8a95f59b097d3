using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>
/// The life of one staker and one operator, from first to last day, as docs/spec/ledger.md tells it.
/// </summary>
public sealed class LedgerPageTests
{
    private readonly TestLedger _ledger = new(TestLedger.Electra);
    private readonly List<string> _rows =
    [
        "| epoch | what happens | Ada free | Ada earned | Olga free | Olga earned | collateral | reserved "
            + "| backed | exposed |",
    ];

    private AccountId _ada;
    private AccountId _olga;
    private AccountId _ben;

    [Fact]
    public void The_life_of_a_staker_and_an_operator()
    {
        Begin();
        Earn();
        BeSlashed();
        Leave();
        Assert.Equal(TestLedger.Eth(40), _ledger.Account(_ada).Free);
        Assert.Equal(new Gwei(475_000_000), _ledger.Account(_ada).Earned);
        Assert.Equal(
            TestLedger.Eth(100) - new Gwei(64_755_316) - _ledger.Figures.Collateral,
            _ledger.Account(_olga).Free);
        Assert.Equal(default, _ledger.Figures.Shortfall);
        new SpecificationPage("ledger.md").AssertTable("life", _rows);
    }

    private void Begin()
    {
        _olga = _ledger.Open("Olga", TestLedger.Eth(100));
        _ada = _ledger.Open("Ada", TestLedger.Eth(40));
        _ben = _ledger.Open("Ben", TestLedger.Eth(32));
        _ledger.Do(_olga, static (a, n) => new OpenFund(a, n, 50_000));
        Post("Olga posts 0.5 ETH: room for one validator", 500_000_000);
        Lock(_ada);
        Row("Ada locks 32 ETH");
        Lock(_ben);
        Row("Ben locks 32 ETH, and waits");
        Post("Olga adds 0.2 ETH: room for two", 200_000_000);
    }

    private void Earn()
    {
        Go(9);
        _ledger.Do(new Reward(TestLedger.First, TestLedger.Eth(1)));
        Row("the two validators have earned 1 ETH; it is not yet on Ada's account");
    }

    private void BeSlashed()
    {
        Go(10);
        _ledger.Do(_ledger.Slash(new(TestLedger.First, 0), new(7_812_500), new(60_000_000), [_olga]));
        Row("Ada's validator is slashed, and she is paid; 60,000,000 are reserved; Ben has room");
        Go(15);
        Row("the slashed validator has left; its stake is not free yet");
    }

    private void Leave()
    {
        Go(20);
        _ledger.Do(_ada, static (a, n) => new RequestUnlock(a, n, new(TestLedger.First, 0)));
        Row("Ada asks for her lock");
        Go(275);
        Assert.Equal("NotYetWithdrawable", _ledger.Refused(
            _ada, static (a, n) => new Release(a, n, new(TestLedger.First, 0))).Reason);
        Go(276);
        _ledger.Do(_ada, static (a, n) => new Release(a, n, new(TestLedger.First, 0)));
        Row("Ada takes back 32 ETH");
        Go(4106);
        _ledger.Do(new ChargeReservation(TestLedger.First, 0, new(90_336), false, [_olga]));
        Row("the correlation penalty");
        Go(8202);
        _ledger.Do(new ChargeReservation(TestLedger.First, 0, new(56_852_480), true, [_olga]));
        Row("the last of the slashed validator's penalties; the rest of the reserve is free");
        Withdraw();
    }

    private void Withdraw()
    {
        Assert.Equal("BelowRequiredCollateral", _ledger.Refused(
            _olga, static (a, n) => new WithdrawBond(a, n, TestLedger.First, new(315_244_685))).Reason);
        _ledger.Do(_olga, static (a, n) => new WithdrawBond(a, n, TestLedger.First, new(315_244_684)));
        Row("Olga asks for what Ben's validator does not need");
        Go(16_394);
        Row("and is paid");
    }

    private void Lock(AccountId who) =>
        _ledger.Do(who, static (a, n) => new MakeLock(a, n, TestLedger.First));

    private void Post(string what, ulong amount)
    {
        _ledger.Do(_olga, (a, n) => new PostBond(a, n, TestLedger.First, new(amount)));
        Row(what);
    }

    private void Go(ulong epoch) => _ledger.Do(new AdvanceEpoch(new(epoch)));

    private void Row(string what)
    {
        (Account ada, Account olga) = (_ledger.Account(_ada), _ledger.Account(_olga));
        LockTotals locks = _ledger.Figures.Locks;
        _rows.Add(
            $"| {_ledger.State.Now} | {what} | {ada.Free} | {ada.Earned} | {olga.Free} | {olga.Earned} "
                + $"| {_ledger.Figures.Collateral} | {_ledger.Figures.Reservations.Amount} "
                + $"| {locks.Backed} | {locks.Exposed} |");
    }
}
