using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>
/// Each place where the ledger rounds, in rows whose last number is another one if it is rounded otherwise.
/// </summary>
public sealed class GoldenRoundingTests
{
    /// <summary>Capacity is rounded down: one Gwei short of a validator is none.</summary>
    [Theory]
    [InlineData(32_000_000_000, 1, 100, 319_999_999, 0)]
    [InlineData(32_000_000_000, 1, 100, 320_000_000, 1)]
    [InlineData(32_000_000_000, 1, 100, 639_999_999, 1)]
    [InlineData(100, 1, 3, 33, 0)] // 33 1/3 for each: neither 33 ...
    [InlineData(100, 1, 3, 67, 2)] // ... nor 34
    [InlineData(100, 1, 3, 99, 2)]
    [InlineData(100, 1, 3, 100, 3)]
    public void Capacity(ulong unit, uint numerator, uint denominator, ulong collateral, ulong capacity)
    {
        TestLedger ledger = With(Of(unit, numerator, denominator), 0, collateral);
        Assert.Equal(capacity, ledger.Capacity);
    }

    /// <summary>What validators need is rounded up, and once for all of them.</summary>
    [Theory]
    [InlineData(100, 1, 3, 1, 200, 166)] // 33 1/3: 34
    [InlineData(100, 1, 3, 2, 200, 133)] // 66 2/3: 67, not 2 * 34
    [InlineData(100, 1, 3, 3, 200, 100)]
    [InlineData(7, 1, 10, 1, 200, 199)] // 7/10: 1
    [InlineData(7, 1, 10, 3, 200, 197)] // 21/10: 3, and to the nearest 2
    public void Surplus(
        ulong unit, uint numerator, uint denominator, int locks, ulong collateral, ulong surplus)
    {
        TestLedger ledger = With(Of(unit, numerator, denominator), 0, collateral);
        Lock(ledger, locks);
        Assert.Equal(new(surplus), TrustlessPools.Ledger.Collateral.Capacity.Surplus(
            ledger.Figures, ledger.Parameters));
        AccountId olga = ledger.Fund.Operator;
        ledger.Refused(olga, (a, n) => new WithdrawBond(a, n, TestLedger.First, new(surplus + 1)));
        ledger.Do(olga, (a, n) => new WithdrawBond(a, n, TestLedger.First, new(surplus)));
    }

    /// <summary>What is paid when it matures leaves what is needed, rounded up.</summary>
    [Theory]
    [InlineData(100, 1, 3, 2, 200, 33, 100)] // 66 2/3 of 100: 33 are free
    [InlineData(7, 1, 10, 3, 200, 97, 100)] // 2 1/10 of 100: 97 are free
    public void Payment(
        ulong unit,
        uint numerator,
        uint denominator,
        int locks,
        ulong collateral,
        ulong paid,
        ulong fine)
    {
        LedgerParameters parameters = Of(unit, numerator, denominator) with { Mode = BackingMode.Electra };
        TestLedger ledger = With(parameters, 0, collateral);
        AccountId olga = ledger.Fund.Operator;
        Gwei before = ledger.Account(olga).Free;
        Lock(ledger, locks);
        Gwei asked = TrustlessPools.Ledger.Collateral.Capacity.Surplus(ledger.Figures, ledger.Parameters);
        ledger.Do(olga, (a, n) => new WithdrawBond(a, n, TestLedger.First, asked));

        // The validators stay in the queue, so that they are there when the rest is paid.
        ledger.Do(new Fine(TestLedger.First, olga, new(fine)));
        ledger.Do(new AdvanceEpoch(new(3)));
        Assert.Equal(new(paid), ledger.Account(olga).Free - before);
    }

    /// <summary>A lock's part of a reward is rounded down, and the operator has the rest.</summary>
    [Theory]
    [InlineData(0, 3, 10, 3, 1)]
    [InlineData(0, 3, 11, 3, 2)] // 3 2/3
    [InlineData(50_000, 3, 100, 31, 7)] // 31 2/3
    [InlineData(50_000, 1, 101, 95, 6)] // 95.95: the margin is not what is rounded down
    [InlineData(999_999, 1, 999_999, 0, 999_999)]
    [InlineData(999_999, 1, 1_000_000, 1, 999_999)]
    [InlineData(333_333, 2, 3, 1, 1)] // 1.0000005
    [InlineData(333_334, 2, 3, 0, 3)] // 0.999999
    public void Rewards(uint margin, int locks, ulong reward, ulong each, ulong toOperator)
    {
        TestLedger ledger = With(Of(100, 1, 10), margin, 1_000);
        Lock(ledger, locks);
        ledger.Do(new Reward(TestLedger.First, new(reward)));
        Assert.Equal(new(toOperator), ledger.Account(ledger.Fund.Operator).Earned);
        for (uint i = 0; i < locks; i++)
        {
            AccountId owner = ledger.Lock(i).Owner;
            ledger.Do(owner, (a, n) => new Settle(a, n, new(TestLedger.First, i)));
            Assert.Equal(new(each), ledger.Account(owner).Earned);
        }
    }

    /// <summary>
    /// Parts in proportion are rounded down; the odd Gwei one each to the first that have them.
    /// </summary>
    [Theory]
    [InlineData(new ulong[] { 29, 11 }, 10, new ulong[] { 8, 2 })] // 7.25, 2.75
    [InlineData(new ulong[] { 11, 29 }, 10, new ulong[] { 3, 7 })] // 2.75, 7.25
    [InlineData(new ulong[] { 10, 10, 10 }, 10, new ulong[] { 4, 3, 3 })]
    [InlineData(new ulong[] { 10, 10, 10 }, 11, new ulong[] { 4, 4, 3 })]
    [InlineData(new ulong[] { 1, 1, 98 }, 99, new ulong[] { 1, 1, 97 })] // 0.99, 0.99, 97.02
    [InlineData(new ulong[] { 99, 1 }, 99, new ulong[] { 99, 0 })] // 98.01, 0.99
    public void Proportion(ulong[] bonds, ulong loss, ulong[] parts)
    {
        TestLedger ledger = With(Of(100, 1, 10), 0, bonds);
        ledger.Do(new Penalize(TestLedger.First, default, new(loss), []));
        Assert.Equal(parts, ledger.Fund.Bonds.Select((b, i) => bonds[i] - b.Total.Value));
    }

    /// <summary>The odd Gwei go to the first that have them: one whose bond is used up has none.</summary>
    [Fact]
    public void Proportion_without_one_that_has_nothing()
    {
        TestLedger ledger = With(Of(100, 1, 10), 0, 5, 29, 11);
        ledger.Do(new Fine(TestLedger.First, ledger.Fund.Operator, new(5)));
        ledger.Do(new Penalize(TestLedger.First, default, new(10), []));
        Assert.Equal([0UL, 21, 9], ledger.Fund.Bonds.Select(static b => b.Total.Value));
    }

    /// <summary>
    /// Equal parts of culprits in the order in which they are named; who has less gives all of it.
    /// </summary>
    [Theory]
    [InlineData(new ulong[] { 50, 50 }, new uint[] { 0, 1 }, 7, new ulong[] { 4, 3 })]
    [InlineData(new ulong[] { 50, 50 }, new uint[] { 1, 0 }, 7, new ulong[] { 3, 4 })]
    [InlineData(new ulong[] { 50, 50, 50 }, new uint[] { 2, 1, 0 }, 8, new ulong[] { 2, 3, 3 })]
    [InlineData(new ulong[] { 50, 50, 50 }, new uint[] { 0, 1, 2 }, 7, new ulong[] { 3, 2, 2 })]
    [InlineData(new ulong[] { 50, 50, 50 }, new uint[] { 1, 2 }, 7, new ulong[] { 0, 4, 3 })]
    [InlineData(new ulong[] { 50, 50, 50 }, new uint[] { 1, 2 }, 1, new ulong[] { 0, 1, 0 })]
    [InlineData(new ulong[] { 50, 50, 2 }, new uint[] { 0, 1, 2 }, 10, new ulong[] { 4, 4, 2 })]
    [InlineData(new ulong[] { 50, 50, 2 }, new uint[] { 0, 1, 2 }, 11, new ulong[] { 5, 4, 2 })]
    [InlineData(new ulong[] { 50, 50, 4 }, new uint[] { 2, 1, 0 }, 13, new ulong[] { 4, 5, 4 })]
    [InlineData(new ulong[] { 50, 50, 2 }, new uint[] { 0, 0, 2 }, 7, new ulong[] { 5, 0, 2 })]
    [InlineData(new ulong[] { 3, 29, 11 }, new uint[] { 0 }, 13, new ulong[] { 3, 8, 2 })]
    public void Culprits(ulong[] bonds, uint[] culprits, ulong loss, ulong[] parts)
    {
        TestLedger ledger = With(Of(100, 1, 10), 0, bonds);
        AccountId[] named = [.. culprits.Select(c => ledger.Fund.Bonds[(int)c].Operator)];
        ledger.Do(new Penalize(TestLedger.First, default, new(loss), [.. named]));
        Assert.Equal(parts, ledger.Fund.Bonds.Select((b, i) => bonds[i] - b.Total.Value));
    }

    private static LedgerParameters Of(ulong unit, uint numerator, uint denominator) => TestLedger.Seed with
    {
        Unit = new(unit),
        Ratio = new(numerator, denominator),
        CollateralDelay = 3,
    };

    /// <summary>A fund with bonds.</summary>
    private static TestLedger With(LedgerParameters parameters, uint margin, params ulong[] bonds)
    {
        var ledger = new TestLedger(parameters);
        for (int i = 0; i < bonds.Length; i++)
        {
            AccountId olga = ledger.Open($"Olga {i}", TestLedger.Eth(10));
            if (i == 0)
            {
                ledger.Do(olga, (a, n) => new OpenFund(a, n, margin));
            }

            ledger.Do(olga, (a, n) => new PostBond(a, n, TestLedger.First, new(bonds[i])));
        }

        return ledger;
    }

    private static void Lock(TestLedger ledger, int count)
    {
        for (int i = 0; i < count; i++)
        {
            AccountId ada = ledger.Open($"Ada {i}", ledger.Parameters.Unit);
            ledger.Do(ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }
    }
}
