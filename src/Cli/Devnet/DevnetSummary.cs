using TrustlessPools.Cli.Devnet.Story;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>How a devnet ended.</summary>
/// <param name="Problems">What went wrong; none when all is well.</param>
/// <param name="Pools">What each pool did.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Height">Of the pool chain.</param>
/// <param name="FinalizedEpoch">On which the operators agree.</param>
/// <param name="SignedAfter">From the slots' starts to the committees' signatures.</param>
/// <param name="Money">How the money stood at the end of its story, where one was told.</param>
/// <param name="DataDir">Where everything is kept; none when it was taken away.</param>
internal sealed record DevnetSummary(
    Sequence<string> Problems,
    Sequence<PoolSummary> Pools,
    ulong Seconds,
    ulong Height,
    Optional<Epoch> FinalizedEpoch,
    Latencies SignedAfter,
    Optional<MoneyStanding> Money,
    Optional<string> DataDir)
{
    internal static JsonShape<DevnetSummary> Shape { get; } = JsonObject.Of<DevnetSummary>()
        .Member("ok", JsonShapes.Boolean, static x => x.IsWell)
        .Member("problems", JsonShapes.List(JsonShapes.Text), static x => x.Problems)
        .Member("pools", JsonShapes.List(PoolSummary.Shape), static x => x.Pools)
        .Member("seconds", JsonShapes.Number, static x => x.Seconds)
        .Member("height", JsonShapes.Number, static x => x.Height)
        .OptionalMember(
            "finalized_epoch",
            JsonShapes.Number,
            static x => x.FinalizedEpoch.TryGet(out Epoch epoch) ? new(epoch.Value) : default)
        .Member("signed_after", Latencies.Shape, static x => x.SignedAfter)
        .OptionalMember("money", MoneyStanding.Shape, static x => x.Money)
        .OptionalMember("data_dir", JsonShapes.Text, static x => x.DataDir)
        .Build(static m =>
        {
            _ = m.Take<bool>();
            return new(
                m.Take<Sequence<string>>(),
                m.Take<Sequence<PoolSummary>>(),
                Seconds: m.Take<ulong>(),
                Height: m.Take<ulong>(),
                m.Take<Optional<ulong>>().TryGet(out ulong epoch) ? new(new Epoch(epoch)) : default,
                m.Take<Latencies>(),
                m.Take<Optional<MoneyStanding>>(),
                m.Take<Optional<string>>());
        });

    /// <summary>True when nothing went wrong.</summary>
    internal bool IsWell => Problems.Count == 0;
}

/// <summary>What a pool did.</summary>
/// <param name="Pool">Its number.</param>
/// <param name="GroupKey">The validator's key, the same from the first day to the last.</param>
/// <param name="Made">Attestations that a beacon node took.</param>
/// <param name="Missed">Attestations that did not come together in time.</param>
/// <param name="HandOvers">How often the key was handed over.</param>
/// <param name="EarnedGwei">What attesting brought.</param>
/// <param name="OthersGwei">What it brought the others who voted in the same slots, on the
/// average.</param>
/// <param name="EpochsCompared">In how many epochs.</param>
internal sealed record PoolSummary(
    PoolId Pool,
    Optional<G1Bytes> GroupKey,
    ulong Made,
    ulong Missed,
    ulong HandOvers,
    long EarnedGwei,
    long OthersGwei,
    ulong EpochsCompared)
{
    internal static JsonShape<PoolSummary> Shape { get; } = JsonObject.Of<PoolSummary>()
        .Member("pool", JsonShapes.Number, static x => (ulong)x.Pool.Value)
        .OptionalMember("group_key", JsonShapes.Of(G1Bytes.Ssz), static x => x.GroupKey)
        .Member("attestations_made", JsonShapes.Number, static x => x.Made)
        .Member("attestations_missed", JsonShapes.Number, static x => x.Missed)
        .Member("hand_overs", JsonShapes.Number, static x => x.HandOvers)
        .Member("earned_gwei", JsonShapes.SignedDigits, static x => x.EarnedGwei)
        .Member("others_gwei", JsonShapes.SignedDigits, static x => x.OthersGwei)
        .Member("epochs_compared", JsonShapes.Number, static x => x.EpochsCompared)
        .Build(static m => new(
            new PoolId((uint)m.Take<ulong>()),
            m.Take<Optional<G1Bytes>>(),
            Made: m.Take<ulong>(),
            Missed: m.Take<ulong>(),
            HandOvers: m.Take<ulong>(),
            EarnedGwei: m.Take<long>(),
            OthersGwei: m.Take<long>(),
            EpochsCompared: m.Take<ulong>()));

    internal static PoolSummary Of(PoolProgress pool) => new(
        pool.Id,
        pool.GroupKey is { } key ? new(key) : default,
        (ulong)pool.Made,
        (ulong)pool.Missed,
        (ulong)pool.HandOvers,
        pool.Earned.Gwei,
        pool.Earned.Others,
        (ulong)pool.Earned.Epochs);
}
