using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Leverage;

/// <summary>Leverage of a ledger as it stands: who controls what, and what it would cost whom.</summary>
public sealed class LedgerLeverageTests
{
    private static readonly CollateralRatio Tenth = new(1, 10);

    [Fact]
    public void Nine_delegated_and_one_own_is_a_control_leverage_of_exactly_10()
    {
        TestLedger ledger = Pool(TestLedger.Seed with { Ratio = Tenth }, delegated: 9, own: 1, bondEther: 32);
        LedgerLeverageReport report = Report(ledger);
        Sequence<LeverageRow> pool = Assert.Single(report.Funds).Rows;
        Assert.Equal(10, pool.Count);
        var ten = LeverageFactor.Finite(Ratio.FromInteger(10));
        Assert.All(pool, row => Assert.Equal(ten, row.Control));
        Assert.Equal(pool, Assert.Single(report.Operators).Rows);
        Assert.Equal(TestLedger.Eth(320), pool[0].Damage.Control);
        Assert.Equal(new Ratio(1, 10), pool[0].SecurityBudget.Value);
    }

    [Fact]
    public void A_pool_slashed_alone_is_covered_to_the_last_validator()
    {
        TestLedger ledger = Pool(TestLedger.Seed, delegated: 100, own: 0, bondEther: 32);
        Sequence<LeverageRow> rows = Report(ledger).Funds[0].Rows;
        Assert.Equal(
            Enumerable.Range(1, 100).Select(static n => (ulong)n), rows.Select(static r => r.Validators));
        Assert.All(rows, static row =>
        {
            Assert.Equal(LeverageFactor.Finite(Ratio.FromInteger(100)), row.Control);
            Assert.Equal(LeverageFactor.Finite(Ratio.One), row.Realised.Value);
            Assert.Equal(default, row.Griefing);
            Assert.Equal(Ratio.One, row.Coverage.Value);
        });
    }

    /// <summary>In a network that is hardly larger than the pool nearly all is lost at once.</summary>
    [Theory]
    [InlineData(Protocol.Seed)]
    [InlineData(Protocol.Today)]
    public void Beyond_collateral_nobody_pays_or_the_stakers_do(Protocol protocol)
    {
        LedgerParameters parameters =
            (protocol is Protocol.Seed ? TestLedger.Seed : TestLedger.Today) with
            {
                NetworkStake = TestLedger.Eth(3200),
            };
        TestLedger ledger = Pool(parameters, delegated: 100, own: 0, bondEther: 32);
        LeverageRow row = Report(ledger).Funds[0].Rows[^1];
        Ratio penalty = Exactly(PriceOf(100, TestLedger.Eth(3200)) * 100);
        Ratio bond = Exactly(TestLedger.Eth(32));
        Assert.True(penalty > Ratio.FromInteger(90) * bond);
        Assert.Equal(LeverageFactor.Finite(penalty / bond), row.Realised.Value);
        Assert.Equal(
            protocol is Protocol.Seed ? (default, penalty - bond) : (penalty - bond, default),
            (row.Damage.Members, row.Damage.Gap));
    }

    [Fact]
    public void Own_locks_are_at_risk_in_todays_protocol_and_spared_while_others_are_there()
    {
        LedgerParameters parameters = TestLedger.Today with
        {
            Ratio = Tenth,
            NetworkStake = TestLedger.Eth(320),
        };
        TestLedger ledger = Pool(parameters, delegated: 9, own: 1, bondEther: 32);
        Sequence<LeverageRow> rows = Report(ledger).Operators[0].Rows;
        Assert.Equal(LeverageFactor.Finite(Ratio.FromInteger(5)), rows[0].Control);
        Ratio bond = Exactly(TestLedger.Eth(32));
        Assert.Equal(bond, rows[8].Shares.Own);

        // All ten: what is beyond the bond falls on ten locks alike.
        Ratio penalty = Exactly(PriceOf(10, TestLedger.Eth(320)) * 10);
        Assert.Equal(bond + ((penalty - bond) * new Ratio(1, 10)), rows[9].Shares.Own);
        Assert.Equal(penalty, rows[9].Shares.Penalty);
    }

    [Fact]
    public void An_operator_alone_pays_first_and_then_the_other_bonds()
    {
        LedgerParameters parameters = TestLedger.Seed with { NetworkStake = TestLedger.Eth(320) };
        TestLedger ledger = Pool(parameters, delegated: 10, own: 0, bondEther: 2);
        AccountId other = ledger.Open("other", TestLedger.Eth(6));
        ledger.Do(other, static (a, n) => new PostBond(a, n, TestLedger.First, TestLedger.Eth(6)));
        LedgerLeverageReport report = Report(ledger);
        LeverageRow alone = Assert.Single(report.Operators).Rows[9];
        Assert.Equal(LeverageFactor.Finite(Ratio.FromInteger(160)), alone.Control);
        Assert.Equal(LeverageFactor.Finite(Ratio.FromInteger(3)), alone.Griefing);
        Ratio penalty = Exactly(PriceOf(10, TestLedger.Eth(320)) * 10);
        Assert.Equal(Exactly(TestLedger.Eth(8)) / penalty, alone.Coverage.Value);
        LeverageRow together = report.Funds[0].Rows[9];
        Assert.Equal(LeverageFactor.Finite(Ratio.FromInteger(40)), together.Control);
        Assert.Equal(default, together.Griefing);
    }

    [Fact]
    public void Owed_collateral_is_not_at_risk_once_more_and_a_slashed_validator_decides_nothing()
    {
        TestLedger ledger = Pool(TestLedger.Electra, delegated: 10, own: 0, bondEther: 4);
        ledger.Do(ledger.Slash(new(TestLedger.First, 0), TestLedger.Eth(0), TestLedger.Eth(1), []));
        Sequence<LeverageRow> rows = Report(ledger).Funds[0].Rows;
        Assert.Equal(9, rows.Count);
        Assert.Equal(LeverageFactor.Finite(new(9 * 32, 3)), rows[0].Control);
    }

    [Fact]
    public void Several_funds_of_one_operator_are_slashed_together()
    {
        TestLedger ledger = Pool(TestLedger.Seed, delegated: 10, own: 0, bondEther: 4);
        AccountId @operator = ledger.Fund.Operator;
        ledger.Do(@operator, static (a, n) => new OpenFund(a, n, 0));
        AccountId staker = ledger.Open("second", TestLedger.Eth(64));
        ledger.Do(staker, static (a, n) => new MakeLock(a, n, new(1)));
        AccountId other = ledger.Open("other", TestLedger.Eth(1));
        ledger.Do(other, static (a, n) => new PostBond(a, n, new(1), TestLedger.Eth(1)));
        LedgerLeverageReport report = Report(ledger);
        Assert.Equal([10, 1], report.Funds.Select(static f => f.Rows.Count));
        Sequence<LeverageRow> rows = Assert.Single(report.Operators).Rows;
        Assert.Equal(11, rows.Count);
        Assert.Equal(LeverageFactor.Finite(Ratio.FromInteger(11 * 8)), rows[0].Control);
        Assert.Equal(default, rows[9].Griefing);
        Assert.True(rows[10].Damage.Members.Sign > 0);
    }

    [Fact]
    public void Nobody_controls_anything_in_an_empty_ledger_or_fund()
    {
        Assert.Equal(
            new LedgerLeverageReport([], []),
            LedgerLeverage.Of(LedgerState.Empty, TestLedger.Seed, LedgerLeverage.Each));
        var ledger = new TestLedger(TestLedger.Seed);
        ledger.Do(ledger.Open("operator", default), static (a, n) => new OpenFund(a, n, 0));
        Assert.Empty(Assert.Single(Report(ledger).Funds).Rows);
    }

    [Fact]
    public void Fewer_rows_come_on_a_logarithmic_axis()
    {
        TestLedger ledger = Pool(TestLedger.Seed, delegated: 30, own: 0, bondEther: 10);
        LedgerLeverageReport report = LedgerLeverage.Of(
            ledger.State, ledger.Parameters, static all => LogAxis.Numbers(all, steps: 1));
        Assert.Equal([1, 10, 30], report.Funds[0].Rows.Select(static r => r.Validators));
    }

    private static Gwei PriceOf(ulong slashed, Gwei network) =>
        new StrategyPrices(new() { ActiveStake = network })
            .PerValidator(new Strategy.SlashedTogether(slashed));

    private static Ratio Exactly(Gwei amount) => Ratio.FromInteger(amount.Value);

    private static LedgerLeverageReport Report(TestLedger ledger) =>
        LedgerLeverage.Of(ledger.State, ledger.Parameters, LedgerLeverage.Each);

    private static TestLedger Pool(LedgerParameters parameters, int delegated, int own, ulong bondEther)
    {
        var ledger = new TestLedger(parameters);
        AccountId @operator = ledger.Open("operator", TestLedger.Eth(10_000));
        ledger.Do(@operator, static (a, n) => new OpenFund(a, n, 0));
        ledger.Do(@operator, (a, n) => new PostBond(a, n, TestLedger.First, TestLedger.Eth(bondEther)));
        for (int i = 0; i < delegated; i++)
        {
            AccountId staker = ledger.Open($"staker {i}", TestLedger.Eth(32));
            ledger.Do(staker, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }

        for (int i = 0; i < own; i++)
        {
            ledger.Do(@operator, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }

        return ledger;
    }
}
