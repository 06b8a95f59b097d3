using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>Collateral that is asked for stays chargeable for the whole of its own delay.</summary>
public sealed class LeavingCollateralTests
{
    private readonly TestLedger _ledger = new(TestLedger.Seed);
    private readonly AccountId _olga;

    public LeavingCollateralTests()
    {
        _olga = _ledger.Open("Olga", new(1_000));
        _ledger.Do(_olga, static (a, n) => new OpenFund(a, n, 0));
    }

    private Gwei Free => _ledger.Account(_olga).Free;

    [Fact]
    public void What_is_asked_for_later_does_not_leave_in_the_place_of_what_was_charged()
    {
        Post(100);
        Take(100);
        _ledger.Do(new Fine(TestLedger.First, _olga, new(100)));
        _ledger.Do(new AdvanceEpoch(new(8191)));
        Post(100);
        Take(100);
        _ledger.Do(new AdvanceEpoch(new(8192)));
        Assert.Equal(new(800), Free);
        Assert.Equal(new(100), _ledger.Figures.Bonds.Leaving);
        _ledger.Do(new Penalize(TestLedger.First, default, new(30), []));
        _ledger.Do(new AdvanceEpoch(new(16_382)));
        Assert.Equal(new(800), Free);
        _ledger.Do(new AdvanceEpoch(new(16_383)));
        Assert.Equal(new(870), Free);
        Assert.Equal(default, _ledger.Figures.Collateral);
    }

    [Fact]
    public void A_charge_takes_first_what_would_leave_first()
    {
        Post(100);
        Take(60);
        _ledger.Do(new AdvanceEpoch(new(10)));
        Take(40);
        _ledger.Do(new Fine(TestLedger.First, _olga, new(25)));
        _ledger.Do(new AdvanceEpoch(new(8192)));
        Assert.Equal(new(935), Free);
        _ledger.Do(new AdvanceEpoch(new(8202)));
        Assert.Equal(new(975), Free);
    }

    [Fact]
    public void Two_operators_do_not_leave_on_one_anothers_time()
    {
        AccountId odo = _ledger.Open("Odo", new(100));
        Post(100);
        Take(100);
        _ledger.Do(new AdvanceEpoch(new(10)));
        _ledger.Do(odo, static (a, n) => new PostBond(a, n, TestLedger.First, new(100)));
        _ledger.Do(odo, static (a, n) => new WithdrawBond(a, n, TestLedger.First, new(100)));
        _ledger.Do(new AdvanceEpoch(new(8192)));
        Assert.Equal(new(1_000), Free);
        Assert.Equal(default, _ledger.Account(odo).Free);
        _ledger.Do(new AdvanceEpoch(new(8202)));
        Assert.Equal(new(100), _ledger.Account(odo).Free);
    }

    private void Post(ulong amount) =>
        _ledger.Do(_olga, (a, n) => new PostBond(a, n, TestLedger.First, new(amount)));

    private void Take(ulong amount) =>
        _ledger.Do(_olga, (a, n) => new WithdrawBond(a, n, TestLedger.First, new(amount)));
}
