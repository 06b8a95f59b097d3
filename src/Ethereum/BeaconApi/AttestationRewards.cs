using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>
/// What attesting in an epoch brought (Beacon API, <c>getAttestationsRewards</c>, since Altair).
/// </summary>
/// <param name="Ideal">What a perfect vote would have brought, for each effective balance.</param>
/// <param name="Total">What it brought, for each validator asked for.</param>
public sealed record AttestationRewards(Sequence<IdealReward> Ideal, Sequence<TotalReward> Total)
{
    public static JsonShape<AttestationRewards> Shape { get; } = JsonObject.Of<AttestationRewards>()
        .Member("ideal_rewards", JsonShapes.List(IdealReward.Shape), static x => x.Ideal)
        .Member("total_rewards", JsonShapes.List(TotalReward.Shape), static x => x.Total)
        .Build(static m => new(m.Take<Sequence<IdealReward>>(), m.Take<Sequence<TotalReward>>()));
}

/// <summary>The parts of a reward, each for one thing that a vote can be right about.</summary>
/// <param name="Head">For the head, in the next slot.</param>
/// <param name="Target">For the target; negative when missed.</param>
/// <param name="Source">For the source; negative when missed.</param>
/// <param name="Inactivity">Zero, or what a time without finality costs.</param>
public sealed record RewardParts(GweiDelta Head, GweiDelta Target, GweiDelta Source, GweiDelta Inactivity)
{
    /// <summary>All parts together; throws on overflow.</summary>
    public GweiDelta Sum => Head + Target + Source + Inactivity;

    internal static JsonObjectBuilder<T> AddTo<T>(JsonObjectBuilder<T> builder, Func<T, RewardParts> parts)
        where T : notnull => builder
        .Member("head", GweiDelta.Shape, x => parts(x).Head)
        .Member("target", GweiDelta.Shape, x => parts(x).Target)
        .Member("source", GweiDelta.Shape, x => parts(x).Source)

        // Phase0 paid for this, and some clients still want the member.
        .OptionalMember("inclusion_delay", GweiDelta.Shape, static _ => new(default(GweiDelta)))
        .Member("inactivity", GweiDelta.Shape, x => parts(x).Inactivity);

    internal static RewardParts TakeFrom(JsonMembers members)
    {
        var head = members.Take<GweiDelta>();
        var target = members.Take<GweiDelta>();
        var source = members.Take<GweiDelta>();
        members.Take<Optional<GweiDelta>>();
        return new(Head: head, Target: target, Source: source, Inactivity: members.Take<GweiDelta>());
    }
}

/// <summary>The reward of a perfect vote with an effective balance.</summary>
public sealed record IdealReward(Gwei EffectiveBalance, RewardParts Parts)
{
    public static JsonShape<IdealReward> Shape { get; } = RewardParts
        .AddTo(
            JsonObject.Of<IdealReward>()
                .Member("effective_balance", JsonShapes.Of(SszTypes.Gwei), static x => x.EffectiveBalance),
            static x => x.Parts)
        .Build(static m => new(m.Take<Gwei>(), RewardParts.TakeFrom(m)));
}

/// <summary>The reward of a validator.</summary>
public sealed record TotalReward(ValidatorIndex ValidatorIndex, RewardParts Parts)
{
    public static JsonShape<TotalReward> Shape { get; } = RewardParts
        .AddTo(
            JsonObject.Of<TotalReward>().Member(
                "validator_index", JsonShapes.Of(SszTypes.ValidatorIndex), static x => x.ValidatorIndex),
            static x => x.Parts)
        .Build(static m => new(m.Take<ValidatorIndex>(), RewardParts.TakeFrom(m)));
}
