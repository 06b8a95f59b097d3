using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Api;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cli.Devnet.Story;

/// <summary>How the money of a devnet stands.</summary>
/// <param name="Chapter">Of the story.</param>
/// <param name="Free">What the staker may spend.</param>
/// <param name="Locked">What is locked, or asked for and not yet paid.</param>
/// <param name="Reward">All that the staker has earned, collected or not.</param>
/// <param name="Collateral">All that operators have at stake.</param>
/// <param name="Burned">What of it was burned.</param>
/// <param name="Dead">The operator that was killed.</param>
/// <param name="Fined">Its fines.</param>
/// <param name="Bond">What is left of its bond.</param>
internal sealed record MoneyStanding(
    string Chapter,
    Gwei Free,
    Gwei Locked,
    Gwei Reward,
    Gwei Collateral,
    Gwei Burned,
    Optional<OperatorId> Dead,
    Gwei Fined,
    Gwei Bond)
{
    private static readonly JsonShape<Gwei> Amount = JsonShapes.Of(SszTypes.Gwei);

    internal static JsonShape<MoneyStanding> Shape { get; } = JsonObject.Of<MoneyStanding>()
        .Member("chapter", JsonShapes.Text, static x => x.Chapter)
        .Member("staker_free", Amount, static x => x.Free)
        .Member("staker_locked", Amount, static x => x.Locked)
        .Member("staker_reward", Amount, static x => x.Reward)
        .Member("collateral", Amount, static x => x.Collateral)
        .Member("burned", Amount, static x => x.Burned)
        .OptionalMember(
            "dead_operator",
            JsonShapes.Number.As(static v => new OperatorId((uint)v), static o => (ulong)o.Value),
            static x => x.Dead)
        .Member("dead_fined", Amount, static x => x.Fined)
        .Member("dead_bond", Amount, static x => x.Bond)
        .Build(static m => new(
            m.Take<string>(),
            Free: m.Take<Gwei>(),
            Locked: m.Take<Gwei>(),
            Reward: m.Take<Gwei>(),
            Collateral: m.Take<Gwei>(),
            Burned: m.Take<Gwei>(),
            m.Take<Optional<OperatorId>>(),
            Fined: m.Take<Gwei>(),
            Bond: m.Take<Gwei>()));

    /// <summary>As it is seen.</summary>
    internal static MoneyStanding Of(MoneyStory story, StorySight sight)
    {
        int held = sight.Staker.Locks.Count(static l => !l.IsReleased);
        Gwei pending = StoryVerdict.Pending(sight.Staker);
        OperatorStanding? dead = story.Dead.TryGet(out OperatorId id) ? sight.StandingOf(id) : null;
        return new(
            story.Chapter.ToString().ToLowerInvariant(),
            Free: sight.Staker.Free,
            Locked: sight.Funds.Unit * (ulong)held,
            Reward: story.IsOver ? story.Reward : sight.Staker.Earned + pending,
            Collateral: sight.Collateral,
            Burned: sight.Funds.Burned,
            story.Dead,
            Fined: dead?.Fined ?? default,
            Bond: dead?.Bond ?? default);
    }
}
