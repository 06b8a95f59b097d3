using System.Globalization;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>Files of the blocks that the simulation published with the proposal has mined.</summary>
public static class PublishedTrace
{
    private const int MinersMax = 1_000_000;

    /// <summary>Reads <c>#miner,hashrate,shares</c> lines, then <c>miner,seconds,part</c> lines.</summary>
    /// <param name="text">The file, which is read line by line: nothing else of it is kept.</param>
    /// <param name="simulation">Takes its miners and blocks; not to be used after a refusal.</param>
    /// <returns>MalformedTrace with the line that is wrong, or null.</returns>
    public static Refusal? Read(TextReader text, PublishedSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(simulation);
        for (int number = 1; text.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
            {
                continue;
            }

            bool isRead = line[0] == '#'
                ? TryReadMiner(line.AsSpan(1), simulation)
                : TryReadBlock(line, simulation);
            if (!isRead)
            {
                return new(
                    "MalformedTrace",
                    string.Create(CultureInfo.InvariantCulture, $"line {number}: {line}"),
                    "'#miner,hashrate,shares' of miners 0, 1, 2, … and then 'miner,seconds,part'");
            }
        }

        return simulation.Blocks == 0 ? new("MalformedTrace", "no block", "at least one block") : null;
    }

    private static bool TryReadMiner(ReadOnlySpan<char> line, PublishedSimulation simulation)
    {
        Span<Range> fields = stackalloc Range[4];
        if (line.Split(fields, ',') != 3
            || !int.TryParse(line[fields[0]], NumberStyles.None, CultureInfo.InvariantCulture, out int miner)
            || miner != simulation.Miners || miner >= MinersMax
            || line[fields[2]] is not ("0" or "1"))
        {
            return false;
        }

        simulation.Add(shares: line[fields[2]] is "1");
        return true;
    }

    private static bool TryReadBlock(ReadOnlySpan<char> line, PublishedSimulation simulation)
    {
        Span<Range> fields = stackalloc Range[4];
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (line.Split(fields, ',') != 3
            || !int.TryParse(line[fields[0]], NumberStyles.None, culture, out int miner)
            || !long.TryParse(line[fields[1]], NumberStyles.None, culture, out long seconds)
            || !double.TryParse(line[fields[2]], NumberStyles.Float, culture, out double part)
            || miner >= simulation.Miners || !double.IsFinite(part) || part is < 0 or > 1)
        {
            return false;
        }

        simulation.Add(new PublishedBlock(miner, seconds, part));
        return true;
    }
}

/// <summary>A block of a trace.</summary>
/// <param name="Miner">Who found it.</param>
/// <param name="Seconds">When, since the beginning.</param>
/// <param name="Part">The part of its reward that it shares if its miner shares, 0 to 1.</param>
public readonly record struct PublishedBlock(int Miner, long Seconds, double Part);
