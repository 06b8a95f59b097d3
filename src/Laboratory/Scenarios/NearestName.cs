namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>What somebody may have meant who wrote a name that does not exist.</summary>
internal static class NearestName
{
    private const int DistanceMax = 3;

    /// <summary>The permitted name that is fewest changes away, or null when none is near.</summary>
    internal static string? Of(string supplied, IReadOnlyList<string> permitted) => permitted
        .Select(name => (name, distance: Distance(supplied, name)))
        .Where(p => p.distance <= Math.Min(DistanceMax, p.name.Length / 2))
        .OrderBy(static p => p.distance)
        .ThenBy(static p => p.name, StringComparer.Ordinal)
        .Select(static p => p.name)
        .FirstOrDefault();

    /// <summary>The permitted name as a question behind what was supplied; empty when none is near.</summary>
    internal static string Hint(string supplied, IReadOnlyList<string> permitted) =>
        Of(supplied, permitted) is { } near ? $" (is it {near}?)" : string.Empty;

    /// <remarks>Levenshtein's distance, by Wagner and Fischer, with one row.</remarks>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
