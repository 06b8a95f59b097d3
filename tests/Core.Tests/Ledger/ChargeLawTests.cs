using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>Laws of what losses cost, for random funds.</summary>
public sealed class ChargeLawTests
{
    private const ulong Unit = 32_000_000_000;

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void A_slash_in_two_parts_costs_what_it_costs_at_once(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 20; round++)
        {
            string where = $"seed {seed}, round {round}";
            TestLedger once = RandomFund(random);
            TestLedger twice = Copy(once);
            ulong loss = 1 + random.NextBelow(once.Figures.Collateral.Value - 1);
            ulong first = random.NextBelow(loss + 1);
            var id = new LockId(TestLedger.First, 0);
            once.Do(once.Slash(id, new(loss), default, []));
            twice.Do(twice.Slash(id, new(first), new(Unit - first), []));
            twice.Do(new ChargeReservation(TestLedger.First, 0, new(loss - first), true, []));
            Assert.True(once.Figures.Collateral == twice.Figures.Collateral, where);
            Assert.True(once.Figures.Charged == twice.Figures.Charged, where);
            Assert.True(once.Figures.Shortfall == twice.Figures.Shortfall, where);
            Assert.True(once.Figures.Locks.Backed == twice.Figures.Locks.Backed, where);
            Assert.True(once.State.Burned == twice.State.Burned, where);
        }
    }

    [Theory]
    [InlineData(4UL)]
    [InlineData(5UL)]
    [InlineData(6UL)]
    public void The_order_of_slashes_does_not_change_what_they_cost_together(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 20; round++)
        {
            // Through the exit queue: all who are slashed are there from the first to the last.
            TestLedger one = RandomFund(random, TestLedger.Electra);
            TestLedger other = Copy(one);
            List<Slash> slashes = [.. Enumerable.Range(0, (int)one.Figures.Locks.Exposed)
                .Select(i => one.Slash(
                    new(TestLedger.First, (uint)i), new(random.NextBelow(Unit / 10)), default, []))];
            slashes.ForEach(one.Do);
            random.Shuffle(slashes);
            slashes.ForEach(other.Do);
            string where = $"seed {seed}, round {round}";
            Assert.True(one.Figures.Charged == other.Figures.Charged, where);
            Assert.True(one.Figures.Shortfall == other.Figures.Shortfall, where);
            Assert.True(one.Figures.Collateral == other.Figures.Collateral, where);
            Assert.True(one.Figures.Locks.Backed == other.Figures.Locks.Backed, where);
        }
    }

    [Theory]
    [InlineData(7UL)]
    [InlineData(8UL)]
    public void What_is_added_and_taken_away_changes_no_sum(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 20; round++)
        {
            string where = $"seed {seed}, round {round}";
            TestLedger ledger = RandomFund(random);
            AccountId payer = ledger.Open("payer", new(5 * Unit));
            LedgerState before = ledger.State;
            Gwei amount = new(1 + random.NextBelow(5 * Unit));
            ledger.Do(payer, (a, n) => new PostBond(a, n, TestLedger.First, amount));
            if (ledger.Figures.Locks.Backed > before.Funds[0].Figures.Locks.Backed)
            {
                // What backs somebody does not come back by itself.
                Assert.Equal(
                    "BelowRequiredCollateral",
                    ledger.Refused(payer, (a, n) => new WithdrawBond(a, n, TestLedger.First, amount)).Reason);
                continue;
            }

            ledger.Do(payer, (a, n) => new WithdrawBond(a, n, TestLedger.First, amount));
            Assert.True(before.Funds[0].Figures.Locks == ledger.Figures.Locks, where);
            ledger.Do(new AdvanceEpoch(new(8192)));
            Assert.True(before.Funds.Measure == ledger.State.Funds.Measure, where);
            Assert.True(before.Funds[0].Figures == ledger.Figures, where);
            Assert.True(before.Accounts.Measure == ledger.State.Accounts.Measure, where);
        }
    }

    [Theory]
    [InlineData(9UL)]
    [InlineData(10UL)]
    public void Losses_of_any_culprits_are_charged_in_parts_as_equal_as_can_be(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 40; round++)
        {
            TestLedger ledger = RandomFund(random, bondMost: 1 + random.NextBelow(30UL));
            Gwei[] before = [.. ledger.Fund.Bonds.Select(static b => b.Total)];
            AccountId[] culprits = [.. ledger.Fund.Bonds.Select(static b => b.Operator)];
            Gwei loss = new(1 + random.NextBelow(ledger.Figures.Collateral.Value));
            ledger.Do(new Penalize(TestLedger.First, default, loss, [.. culprits]));
            Gwei[] parts = [.. ledger.Fund.Bonds.Select((b, i) => before[i] - b.Total)];
            ulong most = parts.Max(static p => p.Value);
            for (int i = 0; i < parts.Length; i++)
            {
                bool isWhole = parts[i] == before[i];
                Assert.True(
                    isWhole || parts[i].Value + 1 >= most,
                    $"seed {seed}, round {round}: {string.Join(", ", parts)} of {string.Join(", ", before)}");
            }
        }
    }

    /// <summary>A fund with some bonds and locks.</summary>
    private static TestLedger RandomFund(
        SeededGenerator random, LedgerParameters? parameters = null, ulong bondMost = 1_000_000_000)
    {
        var ledger = new TestLedger(parameters ?? TestLedger.Seed);
        int bonds = 1 + random.NextBelow(5);
        for (int i = 0; i < bonds; i++)
        {
            AccountId olga = ledger.Open($"Olga {i}", new(10 * Unit));
            if (i == 0)
            {
                ledger.Do(olga, static (a, n) => new OpenFund(a, n, 0));
            }

            ulong least = bondMost > 320_000_000 ? 320_000_000UL : 0;
            Gwei bond = new(least + 1 + random.NextBelow(bondMost));
            ledger.Do(olga, (a, n) => new PostBond(a, n, TestLedger.First, bond));
        }

        for (int i = random.NextBelow(12); i >= 0; i--)
        {
            AccountId ada = ledger.Open($"Ada {i}", new(Unit));
            ledger.Do(ada, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }

        return ledger;
    }

    private static TestLedger Copy(TestLedger ledger)
    {
        var copy = new TestLedger(ledger.Parameters);
        copy.Restore(ledger.State);
        return copy;
    }
}
