using System.Globalization;
using System.Text.Json;
using TrustlessPools.Economics.Cardano;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Economics.Cardano;

/// <summary>The published rows and cases of Cardano's reward rule, as this code's types.</summary>
internal static class Rows
{
    /// <summary>The parameters that all of the ledger's own examples share.</summary>
    public static RewardParameters ExampleParameters(JsonElement file)
    {
        JsonElement c = file.GetProperty("protocol_params");
        return new()
        {
            TargetPools = c.GetProperty("n_opt").GetInt32(),
            PledgeInfluence = Fraction(c, "a0"),
            MonetaryExpansion = Fraction(c, "rho"),
            TreasuryCut = Fraction(c, "tau"),
            Decentralization = Fraction(c, "d"),
            ActiveSlotCoefficient = Fraction(c, "active_slot_coeff"),
            SlotsPerEpoch = c.GetProperty("slots_per_epoch").GetInt32(),
            MaxSupply = Amount(c, "max_supply"),
        };
    }

    /// <summary>The curve of a row of the reference, and the pool on it, all of whose stake is owners'.
    /// </summary>
    public static (RewardCurve<Ratio> Curve, RelativePool<Ratio> Pool) Reference(
        IReadOnlyDictionary<string, string> row)
    {
        string cap = row["leverage_cap"];
        Lovelace total = Amount(row, "total_stake");
        Ratio stake = Amount(row, "pool_stake").PartOf(total);
        var curve = new RewardCurve<Ratio>(
            Fraction(row["a0"]), Ratio.FromInteger(Count(row, "n_opt")), Amount(row, "R").Exact)
        {
            LeverageCap = cap.Length == 0 ? null : Fraction(cap),
        };
        return (curve, new(Stake: stake, Pledge: Amount(row, "pledge").PartOf(total), OwnersStake: stake));
    }

    /// <summary>The curve of mainnet's row, and the pool on it.</summary>
    public static (RewardCurve<Ratio> Curve, RelativePool<Ratio> Pool) Mainnet(
        IReadOnlyDictionary<string, string> row)
    {
        Lovelace total = Amount(row, "total_stake");
        return (
            RewardParameters.Mainnet.CurveOf(Amount(row, "R")),
            new(
                Stake: Amount(row, "pool_stake").PartOf(total),
                Pledge: Amount(row, "pledge").PartOf(total),
                OwnersStake: Amount(row, "owner_stake").PartOf(total)));
    }

    /// <summary>What a pool of mainnet earned in the row's epoch.</summary>
    public static PoolReward MainnetReward(IReadOnlyDictionary<string, string> row) => PoolReward.Of(
        new(
            default,
            Stake: Amount(row, "pool_stake"),
            Pledge: Amount(row, "pledge"),
            OwnersStake: Amount(row, "owner_stake")),
        new(Pool: Count(row, "pool_blocks"), Epoch: Count(row, "epoch_blocks")),
        new(
            Amount(row, "R"),
            Circulation: Amount(row, "total_stake"),
            ActiveStake: Amount(row, "active_stake")),
        RewardParameters.Mainnet);

    /// <summary>What mainnet's epoch of the row brought.</summary>
    public static EpochIncome Income(IReadOnlyDictionary<string, string> row) => new(
        Reserves: Amount(row, "reserves_before"), Fees: Amount(row, "fees"), Blocks: Count(row, "blocks"));

    /// <summary>The attack of a row, with the k of the design document's tables.</summary>
    public static SybilAttack<Ratio> Attack(IReadOnlyDictionary<string, string> row) => new(
        PledgeInfluence: Fraction(row["a0"]),
        TargetPools: Ratio.FromInteger(100),
        RivalPledge: Fraction(row["lambda"]),
        PoolCost: Fraction(row["c"]),
        DeclaredCost: Fraction(row["r"]));

    /// <summary>The number as exact as 53 bits are.</summary>
    public static double Approximate(Ratio value) => (double)value.Numerator / (double)value.Denominator;

    public static Lovelace Amount(IReadOnlyDictionary<string, string> row, string column) =>
        new(ulong.Parse(row[column], NumberStyles.None, CultureInfo.InvariantCulture));

    public static int Count(IReadOnlyDictionary<string, string> row, string column) =>
        int.Parse(row[column], NumberStyles.None, CultureInfo.InvariantCulture);

    public static Lovelace Amount(JsonElement c, string name) => new(c.GetProperty(name).GetUInt64());

    public static Ratio Fraction(JsonElement c, string name) => Fraction(c.GetProperty(name).GetString());

    public static Ratio Fraction(string? text) =>
        Ratio.TryParse(text, out Ratio value) ? value : throw new FormatException($"'{text}' is no ratio.");
}
