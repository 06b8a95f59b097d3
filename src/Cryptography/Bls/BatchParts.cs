using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>Which signatures of a batch share a pairing: those over a message, or those by a key.</summary>
/// <param name="ByMessage">Places of signatures over a message, for each message; at least one.</param>
/// <param name="ByKey">Places of signatures by a key over messages that nobody else signed.</param>
/// <remarks>docs/spec/cryptography.md#batches.</remarks>
internal sealed record BatchParts(
    IReadOnlyList<IReadOnlyList<int>> ByMessage, IReadOnlyList<IReadOnlyList<int>> ByKey)
{
    /// <summary>A key that alone signed fewer messages costs less with a pairing for each.</summary>
    internal const int KeyMessagesMin = 4;

    /// <summary>Divides a batch of at least one signature.</summary>
    internal static BatchParts Of(ReadOnlySpan<G1Point> keys, ReadOnlySpan<ByteString> messages)
    {
        List<List<int>> all = Group(messages, Enumerable.Range(0, messages.Length));

        // The first stays what it is, since with it the aggregate is given.
        int[] alone = [.. all.Skip(1).Where(static g => g.Count == 1).Select(static g => g[0])];
        List<List<int>> byKey =
            [.. Group(keys, alone).Where(static g => g.Count >= KeyMessagesMin)];
        HashSet<int> taken = [.. byKey.SelectMany(static g => g)];
        return new([.. all.Where(g => !taken.Contains(g[0]))], byKey);
    }

    /// <summary>In the order in which values first occur; the dictionary is never enumerated.</summary>
    private static List<List<int>> Group<T>(ReadOnlySpan<T> values, IEnumerable<int> places)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        var groups = new List<List<int>>();
        foreach (int place in places)
        {
            if (numbers.TryAdd(values[place], groups.Count))
            {
                groups.Add([]);
            }

            groups[numbers[values[place]]].Add(place);
        }

        return groups;
    }
}
