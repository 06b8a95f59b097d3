namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>Looks through all sequences of acts up to a depth for the cheapest that does damage.</summary>
/// <remarks>
/// Breadth first, each position once, by the fewest acts; so among equally cheap attacks the shortest is
/// found. Nothing is sampled: "none" means that there is none among the acts of the model, up to that depth.
/// </remarks>
internal static class Search
{
    /// <summary>Damage below this is rounding.</summary>
    internal const double LeastDamage = 1e-6;

    /// <summary>The cheapest attack, shrunk; null when there is none.</summary>
    /// <param name="start">Before the first act.</param>
    /// <param name="depth">The most acts.</param>
    /// <param name="positionsMax">After how many positions the search is given up.</param>
    /// <param name="isComplete">False when it was given up.</param>
    internal static Attack? Cheapest(IPosition start, int depth, int positionsMax, out bool isComplete)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start.Identity };
        List<(IPosition Position, Attack? Story)> level = [(start, null)];
        Attack? best = null;
        isComplete = true;
        for (int acts = 1; acts <= depth && level.Count > 0; acts++)
        {
            var next = new List<(IPosition, Attack?)>();
            foreach ((IPosition position, Attack? story) in level)
            {
                foreach (Act act in position.Acts())
                {
                    if (!seen.Add(act.After.Identity))
                    {
                        continue;
                    }

                    if (seen.Count > positionsMax)
                    {
                        isComplete = false;
                        return best is null ? null : Shrink(start, best);
                    }

                    var longer = new Attack(story, act.Name, act.After.Cost, act.After.Damage);
                    best = longer.IsBetterThan(best) ? longer : best;
                    next.Add((act.After, longer));
                }
            }

            level = next;
        }

        return best is null ? null : Shrink(start, best);
    }

    /// <summary>Leaves out acts one by one while what is left does as much damage for no more cost.</summary>
    private static Attack Shrink(IPosition start, Attack attack)
    {
        string[] acts = [.. attack.Steps];
        for (int i = 0; i < acts.Length;)
        {
            string[] fewer = [.. acts[..i], .. acts[(i + 1)..]];
            if (Replay(start, fewer) is { } shorter && shorter.Damage >= attack.Damage
                && shorter.Cost <= attack.Cost)
            {
                (acts, attack, i) = (fewer, shorter, 0);
            }
            else
            {
                i++;
            }
        }

        return attack;
    }

    /// <summary>Does acts by their names; null when one of them cannot be done.</summary>
    internal static Attack? Replay(IPosition start, IEnumerable<string> acts)
    {
        Attack? story = null;
        IPosition position = start;
        foreach (string name in acts)
        {
            Act? found = position.Acts().Where(a => a.Name == name).Select(static a =>
                (Act?)a).FirstOrDefault();
            if (found is not { } act)
            {
                return null;
            }

            position = act.After;
            story = new(story, name, position.Cost, position.Damage);
        }

        return story;
    }
}
