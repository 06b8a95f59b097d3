using System.Text.Json;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ledger;

/// <summary>The worked table of seed 001, row by row, to the Gwei.</summary>
public sealed class SeedTableConformanceTests
{
    [Fact]
    public void Every_row_of_the_table() => VectorSuite.Open("econ")
        .EachFile("seed001_table.json", static table =>
        {
            JsonElement given = table.GetProperty("params");
            TestLedger ledger = Begin(given, table.GetProperty("rows")[0], out AccountId pool);
            foreach (JsonElement row in table.GetProperty("rows").EnumerateArray())
            {
                Happen(ledger, row.GetProperty("event").GetString()!, given, pool);
                Check(ledger, row, given);
            }
        })
        .Finish();

    private static TestLedger Begin(JsonElement given, JsonElement start, out AccountId pool)
    {
        Assert.True(Ratio.TryParse(given.GetProperty("ratio").GetString(), out Ratio ratio));
        var ledger = new TestLedger(TestLedger.Seed with
        {
            Unit = new(given.GetProperty("stake_per_user").GetUInt64()),
            Ratio = new((uint)ratio.Numerator, (uint)ratio.Denominator),
        });
        pool = ledger.Open("pool", TestLedger.Eth(10_000));
        ledger.Do(pool, static (a, n) => new OpenFund(a, n, 0));
        var slashable = new Gwei(start.GetProperty("slashable").GetUInt64());
        ledger.Do(pool, (a, n) => new PostBond(a, n, TestLedger.First, slashable));
        for (ulong i = 0; i < given.GetProperty("users").GetUInt64(); i++)
        {
            AccountId user = ledger.Open($"user {i}", ledger.Parameters.Unit);
            ledger.Do(user, static (a, n) => new MakeLock(a, n, TestLedger.First));
        }

        return ledger;
    }

    private static void Happen(TestLedger ledger, string happening, JsonElement given, AccountId pool)
    {
        ulong validators = ledger.Figures.Locks.Exposed;
        var full = new Gwei(given.GetProperty("slash_loss_per_validator").GetUInt64());
        var daily = new Gwei(given.GetProperty("offline_penalty_per_validator_per_day").GetUInt64());
        switch (happening.Split(' ')[0])
        {
            case "start":
                break;
            case "slash":
                ledger.Do(ledger.Slash(new(TestLedger.First, 0), full, default, []));
                break;
            case "pool":
                Gwei topUp = TestLedger.Eth(ulong.Parse(
                    happening.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture));
                ledger.Do(pool, (a, n) => new PostBond(a, n, TestLedger.First, topUp));
                break;
            case "offline":
                ledger.Do(new Penalize(TestLedger.First, default, daily * validators, []));
                break;
            case "hack:":
                SlashAll(ledger, full);
                break;
            default:
                Assert.Fail($"The table has an event that this test does not know: {happening}");
                break;
        }
    }

    /// <summary>All at once: nobody leaves between the first and the last.</summary>
    private static void SlashAll(TestLedger ledger, Gwei loss)
    {
        ulong validators = ledger.Figures.Locks.Exposed;
        ledger.Do(new Penalize(TestLedger.First, default, loss * validators, []));
    }

    private static void Check(TestLedger ledger, JsonElement row, JsonElement given)
    {
        Assert.Equal(
            row.GetProperty("locked").GetUInt64(),
            (ledger.Parameters.Unit * ledger.Figures.Locks.Held).Value);
        Assert.Equal(row.GetProperty("slashable").GetUInt64(), ledger.Figures.Collateral.Value);
        Assert.Equal(row.GetProperty("slots").GetUInt64(), ledger.Figures.Locks.Backed);
        Assert.Equal(row.GetProperty("slots").GetUInt64(), ledger.Figures.Locks.Exposed);
        if (row.TryGetProperty("capacity_before_user_cap", out JsonElement capacity))
        {
            Assert.Equal(capacity.GetUInt64(), ledger.Capacity);
        }

        if (row.TryGetProperty("shortfall", out JsonElement shortfall))
        {
            ulong before = given.GetProperty("slash_loss_per_validator").GetUInt64() + DailyOf(given);
            Assert.Equal(shortfall.GetUInt64(), ledger.Figures.Shortfall.Value);
            Assert.Equal(row.GetProperty("charged").GetUInt64() + before, ledger.Figures.Charged.Value);
        }
    }

    private static ulong DailyOf(JsonElement given) =>
        given.GetProperty("offline_penalty_per_validator_per_day").GetUInt64()
            * given.GetProperty("users").GetUInt64();
}
