using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>
/// Begins attempts: the first with a draw, the next when one has failed. A retry keeps the draw.
/// </summary>
internal static class AttemptStart
{
    /// <summary>The first attempt of a draw.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="pool">Without an attempt under way.</param>
    /// <param name="term">The term that was drawn.</param>
    /// <param name="members">The drawn committee, in any order.</param>
    /// <param name="keys">The keys posted for the draw; each member has posted some.</param>
    /// <param name="tick">Of the block that draws.</param>
    internal static PoolState First(
        ChainRules rules,
        PoolState pool,
        Term term,
        IEnumerable<OperatorId> members,
        NextDraw keys,
        Tick tick)
    {
        Sequence<PostedKeys> posted = members.Order().Select(m => keys.KeysOf(m)!).ToSequence();
        var id = new CeremonyId(rules.Network, pool.Definition.Id, term, Replacement: 0, Attempt: 0);
        return Begin(rules, pool, id, posted, tick);
    }

    /// <summary>The first attempt to fill freed seats in mid-term, with the keys of the next draw.</summary>
    internal static PoolState Replace(
        ChainRules rules, PoolState pool, IEnumerable<OperatorId> members, NextDraw keys, Tick tick)
    {
        Sequence<PostedKeys> posted = members.Order().Select(m => keys.KeysOf(m)!).ToSequence();
        var id = new CeremonyId(rules.Network, pool.Definition.Id, keys.Term, Replacement: 1, Attempt: 0);
        return Begin(rules, pool, id, posted, tick);
    }

    /// <summary>The attempt after one that failed.</summary>
    internal static PoolState Next(ChainRules rules, PoolState pool, CeremonyState failed, Tick tick)
    {
        CeremonyId id = failed.Context.Id;
        return Begin(rules, pool, id with { Attempt = id.Attempt + 1 }, failed.Keys, tick);
    }

    private static PoolState Begin(
        ChainRules rules, PoolState pool, CeremonyId id, Sequence<PostedKeys> keys, Tick tick)
    {
        Optional<PublicSharing> old =
            pool.Serving.TryGet(out Tenure? serving) ? new(serving.Sharing) : default;
        var context = new CeremonyContext(
            id,
            pool.Definition.Threshold,
            keys.Map(k => new Recipient(k.Operator, k.Keys[rules.Windows.KeyOf(id)])),
            old);
        (Slot boundary, Tick deadline) = Schedule(rules, id, context.IsHandOver, tick);
        return pool with { Ceremony = new(CeremonyState.Begin(context, keys, boundary, deadline, tick)) };
    }

    /// <summary>
    /// A hand-over has its boundary at the first epoch that is the term's or later and leaves time for every
    /// window; it must be activated before. A new key has no boundary yet and as much time as its windows are
    /// long.
    /// </summary>
    private static (Slot Boundary, Tick Deadline) Schedule(
        ChainRules rules, CeremonyId id, bool isHandOver, Tick tick)
    {
        Tick end = tick + rules.Windows.AttemptLength(isHandOver);
        if (!isHandOver)
        {
            return (default, end);
        }

        // A replacement is not drawn for the term whose keys it uses: it is due at once.
        Epoch due = id.Term.Value == 0 || id.Replacement > 0 ? default : rules.Terms.BoundaryOf(id.Term);
        Epoch possible = rules.Clock.EpochAfter(end);
        Slot boundary = (possible > due ? possible : due).FirstSlot(rules.SlotsPerEpoch);
        return (boundary, rules.Clock.TickOf(boundary) - 1);
    }
}
