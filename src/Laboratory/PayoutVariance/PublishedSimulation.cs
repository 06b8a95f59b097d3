namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>
/// The simulation that was published with the proposal, as it was: its slips are part of its numbers.
/// </summary>
/// <remarks>
/// Seed 004. The window lasts 432 times 600 seconds and loses at most one block for each sharing one, so it
/// never shrinks; before the pool exists the parts are equal; nothing is normalised, as every expectation is
/// below the bound that was meant for sums; the root of the mean is over all miners of both kinds, divided by
/// 70. Per block and miner the sum and the sum of squares of its revenue are enough, and what a unit of
/// weight
/// is paid adds up the same for all: constant work a block, where the original loops over the window.
/// </remarks>
public static class PublishedSimulation
{
    private const double Reward = 12.5;
    private const double Divisor = 70;
    private const long WindowSeconds = 432 * 600;

    /// <summary>Replays a trace and prints what the original printed.</summary>
    public static PublishedFigures Replay(PublishedTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var miners = new MinerSums[trace.Shares.Count];
        var window = new Queue<PublishedBlock>();
        double weight = 0;
        double equalShares = 0;
        (double First, double Second) paid = default;
        foreach (PublishedBlock block in trace.Blocks)
        {
            bool shares = trace.Shares[block.Miner];
            double own = shares ? (1 - block.Part) * Reward : Reward;
            double perUnit = 0;
            if (shares && block.Part != 0 && weight != 0)
            {
                perUnit = block.Part * Reward / weight;
                paid = (paid.First + perUnit, paid.Second + (perUnit * perUnit));
            }
            else if (shares && block.Part != 0 && window.Count > 0)
            {
                equalShares = block.Part * Reward / window.Count;
                PayEqually(miners, window, equalShares);
            }

            ref MinerSums finder = ref miners[block.Miner];
            finder.Sum += own;
            finder.Squares += (own * own) + (2 * own * perUnit * finder.Weight);
            if (!shares)
            {
                continue;
            }

            Weigh(ref finder, block.Part, paid);
            weight += block.Part;
            window.Enqueue(block);
            if (block.Part != 0 && block.Seconds - window.Peek().Seconds >= WindowSeconds)
            {
                PublishedBlock oldest = window.Dequeue();
                Weigh(ref miners[oldest.Miner], -oldest.Part, paid);
                weight -= oldest.Part;
            }
        }

        return Figures(trace, miners, paid);
    }

    /// <summary>Brings a miner's sums up to date, and changes its weight.</summary>
    private static void Weigh(ref MinerSums miner, double change, (double First, double Second) paid)
    {
        miner.Sum += miner.Weight * (paid.First - miner.Paid.First);
        miner.Squares += miner.Weight * miner.Weight * (paid.Second - miner.Paid.Second);
        miner.Paid = paid;
        miner.Weight += change;
    }

    /// <summary>Before the pool exists: every entry alike, a miner with two of them twice.</summary>
    private static void PayEqually(MinerSums[] miners, IEnumerable<PublishedBlock> window, double share)
    {
        foreach (IGrouping<int, PublishedBlock> entries in window.GroupBy(static b => b.Miner))
        {
            double amount = share * entries.Count();
            miners[entries.Key].Sum += amount;
            miners[entries.Key].Squares += amount * amount;
        }
    }

    private static PublishedFigures Figures(
        PublishedTrace trace, MinerSums[] miners, (double First, double Second) paid)
    {
        double sharing = 0;
        double solo = 0;
        for (int i = 0; i < miners.Length; i++)
        {
            Weigh(ref miners[i], 0, paid);
            double mean = miners[i].Sum / trace.Blocks.Count;
            double variance = (miners[i].Squares / trace.Blocks.Count) - (mean * mean);
            sharing += trace.Shares[i] ? variance : 0;
            solo += trace.Shares[i] ? 0 : variance;
        }

        return new(Math.Sqrt(sharing / miners.Length) / Divisor, Math.Sqrt(solo / miners.Length) / Divisor);
    }

    private struct MinerSums
    {
        internal double Sum;
        internal double Squares;
        internal double Weight;
        internal (double First, double Second) Paid;
    }
}

/// <summary>What the published simulation prints.</summary>
/// <param name="Sharing">Its figure of the miners who share.</param>
/// <param name="Solo">Its figure of those who do not.</param>
public readonly record struct PublishedFigures(double Sharing, double Solo);
