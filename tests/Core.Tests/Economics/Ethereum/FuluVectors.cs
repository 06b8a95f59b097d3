using System.Globalization;
using System.Text.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Economics.Ethereum;

/// <summary>Amounts that the specification's own functions gave, read once for all who compare.</summary>
internal static class FuluVectors
{
    internal static void EachEpoch(Action<EpochCase> check) => Each("epoch_deltas", static c => new EpochCase(
        Ether(c, "total_eth"),
        Ether(c, "eb_eth"),
        c.GetProperty("online_rest_pct").GetUInt64(),
        Amount(c, "base_reward_per_increment"),
        Amount(c, "base_reward"),
        new(Amounts(c, "reward_flags"), Amounts(c, "penalty_flags")),
        new(Amounts(c, "leak_reward_flags"), Amounts(c, "leak_penalty_flags")),
        Amount(c, "sync_participant_reward_per_slot"),
        Amount(c, "sync_proposer_reward_per_bit")), check);

    internal static void EachSlashing(Action<SlashingCase> check) => Each("slash_validator", static c => new
        SlashingCase(
            Ether(c, "eb_eth"),
            Amount(c, "initial_penalty"),
            Amount(c, "proposer_gain_if_no_whistleblower")), check);

    internal static void EachCorrelation(Action<CorrelationCase> check) => Each(
        "process_slashings_totalActiveEth_sumSlashingsEth_ebEth_penaltyGwei",
        static c => new CorrelationCase(Ether(c[0]), Ether(c[1]), Ether(c[2]), new(c[3].GetUInt64())),
        check);

    internal static void EachLife(Action<LifeCase> check) => Each(
        "slashed_validator_life_no_leak_first_of_n",
        static c => new LifeCase(
            Ether(c, "total_eth"),
            Ether(c, "eb_eth"),
            c.GetProperty("n").GetUInt64(),
            Amount(c, "initial"),
            Amount(c, "attestation_penalties"),
            Amount(c, "correlation"),
            Amount(c, "final_balance"),
            Amount(c, "loss_per_validator"),
            EpochOf(c, "exit_epoch_offset"),
            EpochOf(c, "last_exit_offset"),
            EpochOf(c, "withdrawable_offset")),
        check);

    internal static void EachLeak(Action<LeakCase> check) => Each("inactivity_leak", static c => new LeakCase(
        Ether(c, "total_eth"),
        Ether(c, "eb_eth"),
        c.GetProperty("mode").GetString() == "semi",
        [.. c.GetProperty("points_epoch_score_balance_eb").EnumerateArray().Select(static p => new LeakPoint(
            p[0].GetUInt64(), p[1].GetUInt64(), new(p[2].GetUInt64()), new(p[3].GetUInt64())))],
        c.GetProperty("first_epoch_with_eb_at_or_below_ejection") is { ValueKind: JsonValueKind.Number } first
            ? first.GetUInt64()
            : null), check);

    internal static void EachExitQueue(Action<ExitQueueCase> check) => Each("exit_queue", static c =>
    {
        JsonElement exits = c.GetProperty("exits_eth");
        bool isMany = exits.ValueKind == JsonValueKind.String;
        return new ExitQueueCase(
            Ether(c, "total_eth"),
            EpochOf(c, "current_epoch"),
            Amount(c, "churn"),
            isMany ? ManyExits(exits.GetString()!) : [.. exits.EnumerateArray().Select(Ether)],
            isMany
                ? [EpochOf(c, "first_exit_epoch"), EpochOf(c, "last_exit_epoch")]
                : [.. c.GetProperty("exit_epochs").EnumerateArray()
                    .Select(static e => new Epoch(e.GetUInt64()))]);
    }, check);

    internal static void EachHysteresis(Action<HysteresisCase> check) => Each(
        "hysteresis_eb_compounding_balance_neweb",
        static c => new HysteresisCase(
            new(c[0].GetUInt64()), c[1].GetBoolean(), new(c[2].GetUInt64()), new(c[3].GetUInt64())),
        check);

    internal static void EachSquareRoot(Action<(ulong Square, ulong Root)> check) =>
        Each("isqrt", static c => (c[0].GetUInt64(), c[1].GetUInt64()), check);

    internal static void EachConstant(Action<(string Name, string Value)> check) => VectorSuite.Open("econ")
        .EachCase(
            "ethereum_fulu_spec.json",
            static file => file.GetProperty("constants").EnumerateObject()
                .Select(static p =>
                    JsonSerializer.SerializeToElement<string[]>([p.Name, p.Value.GetRawText()])),
            (_, c) => check((c[0].GetString()!, c[1].GetString()!)))
        .Finish();

    private static void Each<T>(string part, Func<JsonElement, T> read, Action<T> check) => VectorSuite
        .Open("econ")
        .EachCase(
            "ethereum_fulu_spec.json",
            file => file.GetProperty(part).EnumerateArray(),
            (_, c) => check(read(c)))
        .Finish();

    private static Sequence<Gwei> ManyExits(string text)
    {
        string[] parts = text.Split(" x ");
        Gwei each = Whole(ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        return Enumerable.Repeat(each, int.Parse(parts[0], CultureInfo.InvariantCulture)).ToSequence();
    }

    private static Sequence<Gwei> Amounts(JsonElement c, string name) =>
        [.. c.GetProperty(name).EnumerateArray().Select(static e => new Gwei(e.GetUInt64()))];

    private static Gwei Amount(JsonElement c, string name) => new(c.GetProperty(name).GetUInt64());

    private static Epoch EpochOf(JsonElement c, string name) => new(c.GetProperty(name).GetUInt64());

    private static Gwei Ether(JsonElement c, string name) => Ether(c.GetProperty(name));

    private static Gwei Ether(JsonElement number) => Whole(number.GetUInt64());

    private static Gwei Whole(ulong ether) => new(ether * 1_000_000_000);
}
