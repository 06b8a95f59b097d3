using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Keystores;

/// <summary>The Unicode normalization form NFKD, which EIP-2335 brings passwords into.</summary>
/// <remarks>
/// Own tables, because the runtime leaves text as it is when it runs without culture data, as this software
/// does so that it behaves alike everywhere. Normalization of characters never changes once they are assigned
/// (Unicode Standard Annex #15, section 3), so the tables stay right.
/// </remarks>
internal static class CompatibilityDecomposition
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadingFirst = 0x1100;
    private const int VowelFirst = 0x1161;
    private const int TrailingBeforeFirst = 0x11A7;
    private const int VowelCount = 21;
    private const int TrailingCount = 28;

    private static readonly ImmutableSortedDictionary<int, ImmutableArray<int>> Mappings = ReadMappings();
    private static readonly ImmutableSortedDictionary<int, int> Classes = ReadClasses();

    /// <summary>Decomposes text.</summary>
    /// <param name="text">UTF-16; half a surrogate pair counts as U+FFFD.</param>
    /// <returns>The code points, for the caller to zero when they are secret.</returns>
    public static int[] Decompose(ReadOnlySpan<char> text)
    {
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            length += LengthOf(rune.Value);
        }

        var points = new int[length];
        int position = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            position += Decompose(rune.Value, points.AsSpan(position));
        }

        Reorder(points);
        return points;
    }

    private static int LengthOf(int point) => point - HangulFirst is >= 0 and < HangulCount and int syllable
        ? (syllable % TrailingCount == 0 ? 2 : 3)
        : Mappings.TryGetValue(point, out ImmutableArray<int> mapping) ? mapping.Length : 1;

    private static int Decompose(int point, Span<int> destination)
    {
        // Unicode Standard, section 3.12: syllables are counted through by trailing, vowel and leading part.
        if (point - HangulFirst is >= 0 and < HangulCount and int syllable)
        {
            int trailing = syllable % TrailingCount;
            destination[0] = LeadingFirst + (syllable / (VowelCount * TrailingCount));
            destination[1] = VowelFirst + (syllable % (VowelCount * TrailingCount) / TrailingCount);
            if (trailing > 0)
            {
                destination[2] = TrailingBeforeFirst + trailing;
            }

            return trailing > 0 ? 3 : 2;
        }

        if (Mappings.TryGetValue(point, out ImmutableArray<int> mapping))
        {
            mapping.CopyTo(destination);
            return mapping.Length;
        }

        destination[0] = point;
        return 1;
    }

    /// <summary>
    /// Unicode Standard, D109: marks in a row are sorted by their class, keeping the order of equals.
    /// </summary>
    private static void Reorder(Span<int> points)
    {
        for (int i = 1; i < points.Length; i++)
        {
            int point = points[i];
            int order = Classes.GetValueOrDefault(point);
            int at = i;
            while (order > 0 && at > 0 && Classes.GetValueOrDefault(points[at - 1]) > order)
            {
                points[at] = points[at - 1];
                at--;
            }

            points[at] = point;
        }
    }

    private static ImmutableSortedDictionary<int, ImmutableArray<int>> ReadMappings()
    {
        var mappings = ImmutableSortedDictionary.CreateBuilder<int, ImmutableArray<int>>();
        foreach ((int first, int last, string value) in ReadTable("decompositions.txt"))
        {
            int[] mapping = [.. value.Split(' ').Select(ParsePoint)];
            Invariant.Holds(first == last || mapping.Length == 1, "A range decomposes to a range.");
            for (int point = first; point <= last; point++)
            {
                mappings.Add(point, first == last ? [.. mapping] : [mapping[0] + (point - first)]);
            }
        }

        return mappings.ToImmutable();
    }

    private static ImmutableSortedDictionary<int, int> ReadClasses()
    {
        var classes = ImmutableSortedDictionary.CreateBuilder<int, int>();
        foreach ((int first, int last, string value) in ReadTable("combining-classes.txt"))
        {
            for (int point = first; point <= last; point++)
            {
                classes.Add(point, int.Parse(value, CultureInfo.InvariantCulture));
            }
        }

        return classes.ToImmutable();
    }

    private static IEnumerable<(int First, int Last, string Value)> ReadTable(string name)
    {
        Type type = typeof(CompatibilityDecomposition);
        using Stream? stream = type.Assembly.GetManifestResourceStream(type, name);
        Invariant.Holds(stream is not null, "The tables are part of the assembly.");
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (reader.ReadLine() is string line)
        {
            if (!line.StartsWith('#'))
            {
                string[] parts = line.Split(';');
                string[] range = parts[0].Split("..");
                yield return (ParsePoint(range[0]), ParsePoint(range[^1]), parts[1]);
            }
        }
    }

    private static int ParsePoint(string hex) =>
        int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
