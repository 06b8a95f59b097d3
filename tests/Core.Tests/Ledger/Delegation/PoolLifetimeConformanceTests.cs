using System.Text.Json;
using TrustlessPools.Core.Tests.Economics.Cardano;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ledger.Delegation;

/// <summary>
/// The ledger's own example PoolLifetime, a lovelace for a Gwei, in liquid custody: from the stakes of the
/// snapshot and R to what Alice and Bob get, two boundaries later.
/// </summary>
/// <remarks>
/// Its pots cannot be expressed: R is there a part of the reserves and of fees, and is here what validators
/// gained. So R is given, and what is not paid of it is compared with the part of R that returned there.
/// </remarks>
public sealed class PoolLifetimeConformanceTests
{
    [Fact]
    public void Matches_the_life_of_a_pool() => VectorSuite.Open("econ")
        .EachCase(
            "cardano_ledger_examples.json", static file => [file.GetProperty("pool_lifetime_ex8")], Check)
        .Finish();

    private static void Check(JsonElement file, JsonElement c)
    {
        JsonElement stake = c.GetProperty("go_snapshot_stake");
        JsonElement expected = c.GetProperty("expected");
        var rewards = new Gwei(expected.GetProperty("reward_pot_R").GetUInt64());
        var ledger = new TestDelegation(TestDelegation.Liquid with
        {
            TargetPools = file.GetProperty("protocol_params").GetProperty("n_opt").GetUInt32(),
            PledgeInfluence = Rows.Fraction(file.GetProperty("protocol_params"), "a0"),
        });
        (AccountId alice, FundId fund) = ledger.OpenFund("alice", Amount(stake, "alice"));
        AccountId bob = ledger.Open("bob", Amount(stake, "bob"));
        ledger.Open("everybody else", Circulation(file, c) - Amount(stake, "alice") - Amount(stake, "bob"));
        PoolId pool = ledger.Register(alice, fund, Terms(c.GetProperty("pool")));
        ledger.Do(alice, (a, n) => new DelegateBalance(a, n, pool));
        ledger.Do(bob, (a, n) => new DelegateBalance(a, n, pool));

        ledger.BeginUntil(3);
        ledger.ComeToBoundary();
        BeginEpoch begin = ledger.Beginning(rewards, 1);
        EpochRewards computed = EpochRewards.Of(ledger.Parameters, ledger.Delegation.Go, begin.Income);
        Assert.Equal(Amount(expected, "max_pool"), Assert.Single(computed.Pools).MaxPool);
        ledger.Do(begin);
        Assert.Equal(Amount(expected, "leader_alice"), ledger.Earned(alice));
        Assert.Equal(Amount(expected, "member_bob"), ledger.Earned(bob));

        // There, reserves change by -dR1 + dR2, where dR2 is what is left of R.
        ulong returned = (ulong)(expected.GetProperty("delta_r").GetInt64()
            + expected.GetProperty("delta_r1").GetInt64());
        Assert.Equal(new Gwei(returned), ledger.Earned(TestDelegation.Reserve));
    }

    private static PoolTerms Terms(JsonElement pool)
    {
        Ratio millionths = Rows.Fraction(pool, "margin") * Ratio.FromInteger(Fund.MarginWhole);
        return new(Amount(pool, "pledge"), Amount(pool, "cost"), (uint)millionths.Floor());
    }

    private static Gwei Circulation(JsonElement file, JsonElement c) =>
        Amount(file.GetProperty("protocol_params"), "max_supply") - Amount(c, "reserves");

    private static Gwei Amount(JsonElement c, string name) => new(c.GetProperty(name).GetUInt64());
}
