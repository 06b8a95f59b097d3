using System.Runtime.InteropServices;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>
/// The simulation that was published with the proposal, as it was: its slips are part of its numbers.
/// </summary>
/// <remarks>
/// Seed 004. The window lasts 432 times 600 seconds and loses at most one block for each sharing one, so it
/// never shrinks; before the pool exists the parts are equal; nothing is normalised, as every expectation is
/// below the bound that was meant for sums; the root of the mean is over all miners of both kinds, divided by
/// 70. Per block and miner the sum and the sum of squares of its revenue are enough, and what a unit of
/// weight is paid adds up the same for all: constant work a block, where the original loops over the window,
/// and nothing is kept of a block that has left it.
/// </remarks>
public sealed class PublishedSimulation
{
    private const double Reward = 12.5;
    private const double Divisor = 70;
    private const long WindowSeconds = 432 * 600;

    private readonly List<MinerSums> _miners = [];
    private readonly Queue<PublishedBlock> _window = new();
    private double _weight;
    private (double First, double Second) _paid;

    /// <summary>The miners so far; their numbers are below this.</summary>
    public int Miners => _miners.Count;

    /// <summary>The blocks so far.</summary>
    public int Blocks { get; private set; }

    /// <summary>Adds the next miner.</summary>
    /// <param name="shares">Whether it shares its blocks.</param>
    public void Add(bool shares) => _miners.Add(new() { Shares = shares });

    /// <summary>Adds the next block.</summary>
    /// <param name="block">Of one of the miners.</param>
    public void Add(PublishedBlock block)
    {
        Span<MinerSums> miners = CollectionsMarshal.AsSpan(_miners);
        ref MinerSums finder = ref miners[block.Miner];
        double perUnit = Pay(miners, block);
        double own = finder.Shares ? (1 - block.Part) * Reward : Reward;
        finder.Sum += own;
        finder.Squares += (own * own) + (2 * own * perUnit * finder.Weight);
        Blocks++;
        if (!finder.Shares)
        {
            return;
        }

        Weigh(ref finder, block.Part, _paid);
        _weight += block.Part;
        _window.Enqueue(block);
        if (block.Part != 0 && block.Seconds - _window.Peek().Seconds >= WindowSeconds)
        {
            PublishedBlock oldest = _window.Dequeue();
            Weigh(ref miners[oldest.Miner], -oldest.Part, _paid);
            _weight -= oldest.Part;
        }
    }

    /// <summary>What the original printed after the blocks so far.</summary>
    public PublishedFigures Figures()
    {
        Invariant.Holds(Blocks > 0, "Figures are of blocks.");
        double sharing = 0;
        double solo = 0;
        foreach (ref MinerSums miner in CollectionsMarshal.AsSpan(_miners))
        {
            Weigh(ref miner, 0, _paid);
            double mean = miner.Sum / Blocks;
            double variance = (miner.Squares / Blocks) - (mean * mean);
            sharing += miner.Shares ? variance : 0;
            solo += miner.Shares ? 0 : variance;
        }

        return new(Math.Sqrt(sharing / Miners) / Divisor, Math.Sqrt(solo / Miners) / Divisor);
    }

    /// <summary>Pays what a block shares; what a unit of weight gets of it.</summary>
    private double Pay(Span<MinerSums> miners, PublishedBlock block)
    {
        if (!miners[block.Miner].Shares || block.Part == 0)
        {
            return 0;
        }

        if (_weight != 0)
        {
            double perUnit = block.Part * Reward / _weight;
            _paid = (_paid.First + perUnit, _paid.Second + (perUnit * perUnit));
            return perUnit;
        }

        if (_window.Count > 0)
        {
            PayEqually(miners, _window, block.Part * Reward / _window.Count);
        }

        return 0;
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
    private static void PayEqually(Span<MinerSums> miners, IEnumerable<PublishedBlock> window, double share)
    {
        foreach (IGrouping<int, PublishedBlock> entries in window.GroupBy(static b => b.Miner))
        {
            double amount = share * entries.Count();
            miners[entries.Key].Sum += amount;
            miners[entries.Key].Squares += amount * amount;
        }
    }

    private struct MinerSums
    {
        internal bool Shares;
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
