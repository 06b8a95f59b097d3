using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Replacement;

/// <summary>Fills freed seats in the order of a shuffled queue, whatever anybody would pay.</summary>
/// <remarks>
/// A coalition gets of the freed seats what it has of the candidates, on average; money buys it no more than
/// further candidates, each with a bond of its own. Spec: docs/spec/replacement.md#queue.
/// </remarks>
public static class SeatQueue
{
    /// <summary>Gives each failed member's seat to the next candidate.</summary>
    /// <param name="members">The committee by seat, nobody twice.</param>
    /// <param name="failed">Members whose seats are freed, in any order.</param>
    /// <param name="candidates">
    /// The eligible with enough bond, in an order that nobody could choose. Whoever is or was a member, or
    /// comes a second time, is passed over.
    /// </param>
    /// <returns>
    /// The new committee, or <c>TooFewCandidates</c>; fewer seats may be freed then, so that the rest of the
    /// failed stay.
    /// </returns>
    public static Seating<TOperator> Fill<TOperator>(
        Sequence<TOperator> members, Sequence<TOperator> failed, Sequence<TOperator> candidates)
        where TOperator : struct, IEquatable<TOperator>
    {
        HashSet<TOperator> known = [.. members];
        HashSet<TOperator> freed = [.. failed];
        Invariant.Holds(known.Count == members.Count, "No member sits in a committee twice.");
        Invariant.Holds(freed.IsSubsetOf(known), "Only a member's seat is freed.");
        TOperator[] next = [.. candidates.Where(known.Add)];
        if (next.Length < freed.Count)
        {
            return new Seating<TOperator>.Refused(
                ReplacementRefusals.TooFewCandidates(next.Length, freed.Count));
        }

        int taken = 0;
        return new Seating<TOperator>.Seated(members.Map(m => freed.Contains(m) ? next[taken++] : m));
    }
}
