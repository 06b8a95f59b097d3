using System.Globalization;

namespace TrustlessPools.LaboratoryRunner.Running;

/// <summary>The part of a run that one machine computes.</summary>
/// <param name="Index">From 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many parts there are.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>The most parts of a run.</summary>
    public const int CountMax = 256;

    /// <summary>The whole run.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Reads <c>2/5</c>.</summary>
    public static bool TryParse(string text, out Shard shard)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        shard = default;
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || count is < 1 or > CountMax || index < 1 || index > count)
        {
            return false;
        }

        shard = new(index, count);
        return true;
    }

    /// <summary>Whether a chunk is this shard's.</summary>
    public bool Has(int chunk) => chunk % Count == Index - 1;

    public override string ToString() => $"{Index}/{Count}";
}
