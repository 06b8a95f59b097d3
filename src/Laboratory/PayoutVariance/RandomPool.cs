using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.PayoutVariance;

/// <summary>
/// A network whose blocks some miners of a pool find, and everybody else: the pool pays by the live rule.
/// </summary>
/// <remarks>
/// A block is the work of whoever a uniform 64-bit number falls to; parts are exact to 2^-64. Memory is the
/// window and the miners, however long the chain.
/// </remarks>
public sealed class RandomPool
{
    private readonly ulong[] _upTo;
    private readonly ulong[] _found;
    private readonly Satoshi _reward;
    private readonly ShareAccounting _accounting;

    /// <summary>Begins without blocks.</summary>
    /// <param name="rule">The pool's rule, as <see cref="ShareAccounting"/> takes it.</param>
    /// <param name="reward">Of every block.</param>
    /// <param name="pool">The pool's part of the network, above 0 and at most 1.</param>
    /// <param name="miners">
    /// The parts of the pool of the miners that are watched, together at most 1; the rest of the pool is one
    /// more.
    /// </param>
    public RandomPool(SharingRule rule, Satoshi reward, Ratio pool, IReadOnlyList<Ratio> miners)
    {
        ArgumentNullException.ThrowIfNull(miners);
        _reward = reward;
        _accounting = new(rule, miners.Count + 1);
        _found = new ulong[miners.Count + 1];
        _upTo = new ulong[miners.Count + 1];
        Ratio sum = Ratio.Zero;
        for (int i = 0; i < miners.Count; i++)
        {
            sum += miners[i];
            _upTo[i] = Scaled(pool * sum);
        }

        _upTo[^1] = Scaled(pool);
    }

    /// <summary>How many of the pool's blocks are in the window.</summary>
    public int Window => _accounting.Blocks;

    /// <summary>Mines blocks.</summary>
    public void Mine(SeededGenerator random, long blocks)
    {
        ArgumentNullException.ThrowIfNull(random);
        ulong[] upTo = _upTo;
        for (long i = 0; i < blocks; i++)
        {
            ulong lot = random.NextUInt64();
            if (lot > upTo[^1])
            {
                continue;
            }

            int miner = 0;
            while (lot > upTo[miner])
            {
                miner++;
            }

            _found[miner]++;
            _accounting.Share(miner, _reward);
        }
    }

    /// <summary>What a watched miner has been paid so far.</summary>
    public Satoshi PaidTo(int miner) => _accounting.EarnedBy(miner);

    /// <summary>What it would have, had it kept its blocks.</summary>
    public Satoshi FoundBy(int miner) => _reward * _found[miner];

    private static ulong Scaled(Ratio part) => (ulong)System.Numerics.BigInteger.Min(
        (part * Ratio.FromInteger(System.Numerics.BigInteger.One << 64)).Floor(), ulong.MaxValue);
}
