using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>The blocks of one run of the simulation that was published with the proposal.</summary>
/// <param name="Shares">For each miner whether it shares.</param>
/// <param name="Blocks">In the order of their heights.</param>
public sealed record PublishedTrace(IReadOnlyList<bool> Shares, IReadOnlyList<PublishedBlock> Blocks)
{
    private const int MinersMax = 1_000_000;

    /// <summary>Reads <c>#miner,hashrate,shares</c> lines, then <c>miner,seconds,part</c> lines.</summary>
    /// <param name="text">The file.</param>
    /// <param name="refusal">Which line is wrong; null otherwise.</param>
    /// <returns>The trace, or null with a refusal.</returns>
    public static PublishedTrace? Parse(string text, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(text);
        refusal = null;
        var shares = new List<bool>();
        var blocks = new List<PublishedBlock>();
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsEmpty)
            {
                continue;
            }

            bool isRead = line[0] == '#'
                ? TryReadMiner(line[1..], shares)
                : TryReadBlock(line, shares.Count, blocks);
            if (!isRead)
            {
                refusal = new(
                    "MalformedTrace",
                    string.Create(CultureInfo.InvariantCulture, $"line {number}: {line}"),
                    "'#miner,hashrate,shares' of miners 0, 1, 2, … and then 'miner,seconds,part'");
                return null;
            }
        }

        if (blocks.Count == 0)
        {
            refusal = new("MalformedTrace", "no block", "at least one block");
            return null;
        }

        return new(shares, blocks);
    }

    private static bool TryReadMiner(ReadOnlySpan<char> line, List<bool> shares)
    {
        Span<Range> fields = stackalloc Range[4];
        if (line.Split(fields, ',') != 3
            || !int.TryParse(line[fields[0]], NumberStyles.None, CultureInfo.InvariantCulture, out int miner)
            || miner != shares.Count || miner >= MinersMax
            || line[fields[2]] is not ("0" or "1"))
        {
            return false;
        }

        shares.Add(line[fields[2]] is "1");
        return true;
    }

    private static bool TryReadBlock(ReadOnlySpan<char> line, int miners, List<PublishedBlock> blocks)
    {
        Span<Range> fields = stackalloc Range[4];
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (line.Split(fields, ',') != 3
            || !int.TryParse(line[fields[0]], NumberStyles.None, culture, out int miner)
            || !long.TryParse(line[fields[1]], NumberStyles.None, culture, out long seconds)
            || !double.TryParse(line[fields[2]], NumberStyles.Float, culture, out double part)
            || miner >= miners || !double.IsFinite(part) || part is < 0 or > 1)
        {
            return false;
        }

        blocks.Add(new(miner, seconds, part));
        return true;
    }
}

/// <summary>A block of a trace.</summary>
/// <param name="Miner">Who found it.</param>
/// <param name="Seconds">When, since the beginning.</param>
/// <param name="Part">The part of its reward that it shares if its miner shares, 0 to 1.</param>
public readonly record struct PublishedBlock(int Miner, long Seconds, double Part);
