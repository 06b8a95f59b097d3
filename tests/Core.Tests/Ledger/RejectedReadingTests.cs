using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>
/// The last row of seed 001's table as the seed prints it, "max(0, 398 - 1000 * 0.32)", which is 78, while
/// its own result says 0.
/// </summary>
/// <remarks>
/// The original (ethresear.ch 6529) has max(0, 398 - 1000 * 32). That 0.32 is what a validator needs in
/// collateral, not what a slashed one loses: the table's second row, one validator fully slashed, takes 32
/// from 320.
/// </remarks>
public sealed class RejectedReadingTests
{
    private const ulong Validators = 1000;

    private static readonly Gwei Rejected = new(78_000_000_000);
    private static readonly Gwei CollateralOfOne = new(320_000_000);

    [Fact]
    public void Hack_costs_a_validator_its_stake_and_not_its_collateral()
    {
        TestLedger ledger = Begin();
        Assert.Equal(Rejected, ledger.Figures.Collateral - (CollateralOfOne * Validators));
        ledger.Do(new Penalize(
            TestLedger.First, default, ledger.Parameters.Unit * Validators, []));
        Assert.Equal(default, ledger.Figures.Collateral);
    }

    [Fact]
    public void Loss_that_gives_78_contradicts_the_second_row()
    {
        TestLedger ledger = Begin();
        Gwei before = ledger.Figures.Collateral;
        ledger.Do(ledger.Slash(new(TestLedger.First, 0), ledger.Parameters.Unit, default, []));
        Assert.Equal(TestLedger.Eth(32), before - ledger.Figures.Collateral);
        Assert.NotEqual(CollateralOfOne, before - ledger.Figures.Collateral);
    }

    /// <summary>The table before its last row: 398 ETH behind 1000 validators.</summary>
    private static TestLedger Begin()
    {
        var ledger = new TestLedger(TestLedger.Seed);
        AccountId pool = ledger.Open("pool", TestLedger.Eth(398));
        AccountId users = ledger.Open("users", ledger.Parameters.Unit * Validators);
        ledger.Do(pool, static (a, n) => new OpenFund(a, n, 0));
        ledger.Do(pool, static (a, n) => new PostBond(a, n, TestLedger.First, TestLedger.Eth(398)));
        for (ulong i = 0; i < Validators; i++)
        {
            ledger.Do(users, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }

        return ledger;
    }
}
