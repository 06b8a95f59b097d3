using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Assignment;

/// <summary>The draw of a term's committees from the eligible operators.</summary>
/// <remarks>
/// <para>
/// <b>What is wanted.</b> Every committee is to be a uniformly random set of distinct operators, since the
/// tails of <c>CommitteeSizing</c> hold for such sets; and work is to be spread evenly, since an operator
/// with two seats has twice the duties and twice the keys to lose. Cutting one shuffled list into committees
/// gives both, but only while there are no more seats than operators. The draw goes on where that stops.
/// </para>
/// <para>
/// <b>The rule.</b> Operators stand in a queue, which is empty at first. Lap k = 0, 1, 2, … is the whole
/// eligible list, permuted by swap-or-not under seed_k = SHA-256(seed || k as 8 little-endian bytes). Pools
/// are served in ascending order of their numbers and their seats in order. Each seat goes to the first in
/// the queue who is not yet in the committee that is being filled, and who then leaves the queue. When there
/// is nobody such, the next lap is appended.
/// </para>
/// <para>
/// <b>Between two committees, and whenever a lap is appended, nobody stands in the queue twice.</b> True for
/// the empty queue. Let it hold when a committee begins. Until a lap is appended, whoever gets a seat thereby
/// leaves the queue for good; so nobody in the queue is in the committee, the first in the queue is always
/// taken, and a lap is appended only to an empty queue. After that everybody stands in it once, and taking
/// only removes. No second lap is needed: the operators outside the committee are all in the queue, and a
/// committee has no more seats than there are operators. So it holds when the committee is full.
/// </para>
/// <para>
/// <b>Loads differ by at most one.</b> Each lap names every operator once, and an operator has a seat for
/// each time that it was named and no longer stands in the queue. After m laps, every operator has therefore
/// m seats, or m - 1 if it still stands in the queue.
/// </para>
/// <para>
/// <b>Every committee is a uniformly random set.</b> The rule looks at places in the laps, never at an
/// operator's number. Renaming the operators turns one choice of the laps' permutations into another, equally
/// likely, and the drawn committees into the renamed ones. So all sets of a committee's size are equally
/// likely to be that committee, also when two laps meet in it. Several committees of one draw are not
/// independent: somebody who sits in one is less likely to sit in the next.
/// </para>
/// <para>Spec: docs/spec/committees.md#assignment.</para>
/// </remarks>
public static class Draw
{
    /// <summary>Draws a committee for each pool that asks for no more seats than can be filled.</summary>
    /// <param name="eligible">The frozen set, strictly ascending, without nobody's number 0.</param>
    /// <param name="pools">The pools, strictly ascending, each with at least one seat.</param>
    /// <param name="seed">From <see cref="DrawSeed"/>.</param>
    /// <param name="rounds">Of swap-or-not, 90 outside tests.</param>
    /// <returns>
    /// A result for each pool, in the same order. A refused pool takes nobody from the queue.
    /// </returns>
    public static Sequence<PoolDraw> Committees(
        Sequence<OperatorId> eligible, Sequence<PoolSeats> pools, Hash32 seed, int rounds)
    {
        RequireAscending(eligible, pools);
        int permitted = Math.Min(eligible.Count, Committee.SeatsMax);
        var queue = new OperatorQueue(eligible, seed, rounds);
        return pools.Map<PoolDraw>(pool => pool.Seats > permitted
            ? new PoolDraw.Refused(new(pool.Pool, Supplied: pool.Seats, Permitted: permitted))
            : new PoolDraw.Drawn(new(pool.Pool, queue.TakeDistinct(pool.Seats))));
    }

    private static void RequireAscending(Sequence<OperatorId> eligible, Sequence<PoolSeats> pools)
    {
        OperatorId before = default;
        foreach (OperatorId id in eligible.AsSpan())
        {
            Invariant.Holds(id > before, "The eligible operators are strictly ascending from 1 on.");
            before = id;
        }

        for (int i = 0; i < pools.Count; i++)
        {
            Invariant.Holds(pools[i].Seats >= 1, "A pool has at least one seat.");
            Invariant.Holds(i == 0 || pools[i].Pool > pools[i - 1].Pool, "The pools are strictly ascending.");
        }
    }
}
