using System.Diagnostics;
using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Scenarios;

/// <summary>Values of keys as texts, and back.</summary>
internal static class ScenarioValues
{
    /// <summary>What a key permits, for people.</summary>
    internal static string Permitted(ScenarioKey key) => key switch
    {
        IntegerKey k => string.Create(CultureInfo.InvariantCulture, $"an integer from {k.Min} to {k.Max}"),
        RatioKey k => $"a number from {k.Min} to {k.Max}",
        IntegersKey k => string.Create(
            CultureInfo.InvariantCulture, $"1 to {k.CountMax} ascending integers from {k.Min} to {k.Max}"),
        RatiosKey k => string.Create(
            CultureInfo.InvariantCulture, $"1 to {k.CountMax} ascending numbers from {k.Min} to {k.Max}"),
        ChoiceKey k => $"one of {string.Join(", ", k.Allowed)}",
        ChoicesKey k => $"some of {string.Join(", ", k.Allowed)}, each once",
        _ => throw new UnreachableException(),
    };

    /// <summary>True for a key of several values.</summary>
    internal static bool IsList(ScenarioKey key) => key is IntegersKey or RatiosKey or ChoicesKey;

    /// <summary>The value that texts stand for, or null when the key does not permit it.</summary>
    internal static object? Read(ScenarioKey key, IReadOnlyList<string> texts) => key switch
    {
        IntegerKey k => One(texts, t => Integer(t, k.Min, k.Max)),
        RatioKey k => One(texts, t => Number(t, k.Min, k.Max)),
        ChoiceKey k => texts is [var word] && k.Allowed.Contains(word) ? word : null,
        IntegersKey k => Ascending(texts, t => Integer(t, k.Min, k.Max), k.CountMax),
        RatiosKey k => Ascending(texts, t => Number(t, k.Min, k.Max), k.CountMax),
        ChoicesKey k => Some(texts, k.Allowed),
        _ => throw new UnreachableException(),
    };

    /// <summary>The texts of a value: exact, and read back as the same value.</summary>
    internal static IReadOnlyList<string> Texts(object value) => value switch
    {
        long integer => [integer.ToString(CultureInfo.InvariantCulture)],
        Ratio ratio => [ratio.ToString()],
        string word => [word],
        IReadOnlyList<long> integers =>
            [.. integers.Select(static i => i.ToString(CultureInfo.InvariantCulture))],
        IReadOnlyList<Ratio> ratios => [.. ratios.Select(static r => r.ToString())],
        IReadOnlyList<string> words => words,
        _ => throw new UnreachableException(),
    };

    private static object? One<T>(IReadOnlyList<string> texts, Func<string, T?> read)
        where T : struct => texts is [var text] ? read(text) : null;

    private static IReadOnlyList<string>? Some(IReadOnlyList<string> texts, IReadOnlyList<string> allowed) =>
        texts.Count > 0 && texts.All(allowed.Contains) && texts.Distinct().Count() == texts.Count
            ? texts
            : null;

    private static List<T>? Ascending<T>(IReadOnlyList<string> texts, Func<string, T?> read, int countMax)
        where T : struct, IComparable<T>
    {
        var values = new List<T>();
        foreach (string text in texts)
        {
            if (read(text) is not { } value || (values.Count > 0 && value.CompareTo(values[^1]) <= 0))
            {
                return null;
            }

            values.Add(value);
        }

        return values.Count > 0 && values.Count <= countMax ? values : null;
    }

    private static long? Integer(string text, long min, long max) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= min && value <= max
            ? value
            : null;

    private static Ratio? Number(string text, Ratio min, Ratio max) =>
        Ratio.TryParse(text, out Ratio value) && value >= min && value <= max ? value : null;
}
