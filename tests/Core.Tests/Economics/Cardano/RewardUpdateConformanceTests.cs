using System.Text.Json;
using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

/// <summary>Whole reward updates of the ledger's own examples.</summary>
public sealed class RewardUpdateConformanceTests
{
    private static readonly StakeCredential Alice = new(1);
    private static readonly StakeCredential Bob = new(2);
    private static readonly StakeCredential Carl = new(3);
    private static readonly PoolId AlicePool = new(1);
    private static readonly PoolId BobPool = new(2);

    [Fact]
    public void Matches_the_life_of_a_pool() => Case("pool_lifetime_ex8", static (file, c) =>
    {
        JsonElement stake = c.GetProperty("go_snapshot_stake");
        RewardParameters parameters = Rows.ExampleParameters(file);
        RewardUpdate update = RewardUpdate.Of(
            Epoch(
                c,
                Rows.Amount(c, "fee_snapshot"),
                [
                    new(Alice, AlicePool, Rows.Amount(stake, "alice")),
                    new(Bob, AlicePool, Rows.Amount(stake, "bob")),
                ],
                [Pool(AlicePool, c.GetProperty("pool"))]),
            parameters);

        JsonElement expected = c.GetProperty("expected");
        Assert.Equal(expected.GetProperty("expected_blocks").GetInt32(), parameters.ExpectedBlocks);
        AssertPots(expected, "reward_pot_R", update);
        Assert.Equal(Rows.Amount(expected, "max_pool"), Assert.Single(update.Pools).MaxPool);
        Assert.Equal(
            [
                new(Alice, AlicePool, RewardKind.Leader, Rows.Amount(expected, "leader_alice")),
                new(Bob, AlicePool, RewardKind.Member, Rows.Amount(expected, "member_bob")),
            ],
            update.Rewards);
        Assert.Equal(expected.GetProperty("delta_r").GetInt64(), ReservesChange(c, update));
    });

    [Fact]
    public void Matches_two_pools_of_three_stakers() => Case("two_pools_ex9", static (file, c) =>
    {
        JsonElement pools = c.GetProperty("pools");
        RewardUpdate update = RewardUpdate.Of(
            Epoch(
                c,
                fees: default,
                [.. c.GetProperty("go_snapshot").EnumerateObject().Select(static d => new Delegation(
                    Credential(d.Name), PoolOf(d.Value[0].GetString()), new(d.Value[1].GetUInt64())))],
                [
                    Pool(AlicePool, pools.GetProperty("alice")),
                    Pool(BobPool, pools.GetProperty("bob")),
                ]),
            Rows.ExampleParameters(file));

        JsonElement expected = c.GetProperty("expected");
        AssertPots(expected, "R", update);
        Assert.Equal(
            [Rows.Amount(expected, "pool_alice"), Rows.Amount(expected, "pool_bob")],
            update.Pools.Map(static p => p.Amount));
        Assert.Equal(
            [
                new(Carl, AlicePool, RewardKind.Leader, Rows.Amount(expected, "carl_leader_from_alice")),
                new(Carl, BobPool, RewardKind.Leader, Rows.Amount(expected, "carl_leader_from_bob")),
                new(Carl, AlicePool, RewardKind.Member, Rows.Amount(expected, "carl_member_from_alice")),
            ],
            update.Rewards);
        Assert.Equal(expected.GetProperty("delta_r").GetInt64(), ReservesChange(c, update));
    });

    [Fact]
    public void Matches_epochs_of_fees_alone() => VectorSuite.Open("econ")
        .EachCase(
            "cardano_ledger_examples.json",
            static file => file.GetProperty("fee_only_updates").EnumerateArray(),
            static (file, c) =>
            {
                Assert.Equal(0, c.GetProperty("blocks").GetInt32());
                Lovelace reserves = new(34_000_000_000_000_000);
                RewardUpdate update = RewardUpdate.Of(
                    new(reserves, Rows.Amount(c, "fees"), new([], []), Blocks: [], Registered: []),
                    Rows.ExampleParameters(file));
                Assert.Equal(Rows.Amount(c, "delta_t"), update.ToTreasury);
                Assert.Equal(Rows.Amount(c, "R"), update.Pots.Rewards);
                Assert.Equal(reserves + Rows.Amount(c, "delta_r"), update.ReservesAfter(reserves));
            })
        .Finish();

    [Fact]
    public void Matches_a_pool_at_its_cap_on_leverage() => Case("max_pool_leverage_cap", static (_, c) =>
    {
        var curve = new RewardCurve<Ratio>(
            PledgeInfluence: Rows.Fraction(c, "a0"),
            TargetPools: Ratio.FromInteger(c.GetProperty("n_opt").GetInt32()),
            Pot: Rows.Amount(c, "R").Exact);
        Ratio pledge = Rows.Fraction(c, "relative_pledge");
        var pool = new RelativePool<Ratio>(Stake: Rows.Fraction(c, "sigma"), pledge, OwnersStake: pledge);
        RewardCurve<Ratio> capped = curve with { LeverageCap = Rows.Fraction(c, "L") };
        Assert.Equal(Rows.Amount(c, "uncapped"), Lovelace.Floor(curve.MaxPool(pool)));
        Assert.Equal(Rows.Amount(c, "capped"), Lovelace.Floor(capped.MaxPool(pool)));
    });

    private static void Case(string name, Action<JsonElement, JsonElement> check) => VectorSuite.Open("econ")
        .EachCase("cardano_ledger_examples.json", file => [file.GetProperty(name)], check)
        .Finish();

    private static RewardedEpoch Epoch(
        JsonElement c, Lovelace fees, Sequence<Delegation> delegations, Sequence<StakePool> pools) => new(
            Rows.Amount(c, "reserves"),
            fees,
            new(delegations, pools),
            [.. c.GetProperty("blocks_made").EnumerateObject().Select(static b =>
                new PoolBlocks(PoolOf(b.Name), b.Value.GetInt32()))],
            Registered: [Alice, Bob, Carl]);

    private static StakePool Pool(PoolId id, JsonElement pool) => new()
    {
        Id = id,
        Pledge = Rows.Amount(pool, "pledge"),
        Cost = Rows.Amount(pool, "cost"),
        Margin = Rows.Fraction(pool, "margin"),
        Owners = [Credential(pool.GetProperty("owner").GetString())],
        RewardAccount = Credential(pool.GetProperty("reward_account").GetString()),
    };

    private static void AssertPots(JsonElement expected, string rewards, RewardUpdate update)
    {
        Assert.Equal(Rows.Amount(expected, "delta_r1"), update.Pots.FromReserves);
        Assert.Equal(Rows.Amount(expected, "delta_t1"), update.ToTreasury);
        Assert.Equal(Rows.Amount(expected, rewards), update.Pots.Rewards);
    }

    private static long ReservesChange(JsonElement c, RewardUpdate update)
    {
        Lovelace before = Rows.Amount(c, "reserves");
        return (long)update.ReservesAfter(before).Value - (long)before.Value;
    }

    private static PoolId PoolOf(string? name) => new(Credential(name).Value);

    private static StakeCredential Credential(string? name) => name switch
    {
        "alice" => Alice,
        "bob" => Bob,
        "carl" => Carl,
        _ => throw new FormatException($"Nobody is called {name}."),
    };
}
