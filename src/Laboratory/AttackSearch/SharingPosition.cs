using TrustlessPools.Laboratory.SharingIncentives;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.AttackSearch;

/// <summary>A miner of a pool that decides, class by class, which of its blocks it keeps.</summary>
/// <remarks>Amounts are of a block of the pool: what the miner loses, and what all others do.</remarks>
internal sealed class SharingPosition : IPosition
{
    private readonly SharingRule _rule;
    private readonly IReadOnlyList<Satoshi> _rewards;
    private readonly double _miner;
    private readonly bool[] _shares;

    internal SharingPosition(SharingRule rule, IReadOnlyList<Satoshi> rewards, double miner)
        : this(rule, rewards, miner, [.. Enumerable.Repeat(true, rewards.Count)])
    {
    }

    private SharingPosition(SharingRule rule, IReadOnlyList<Satoshi> rewards, double miner, bool[] shares)
    {
        _rule = rule;
        _rewards = rewards;
        _miner = miner;
        _shares = shares;
    }

    public string Identity => string.Concat(_shares.Select(static s => s ? 's' : 'k'));

    /// <summary>What the miner gains it pays with a negative cost, in bitcoin a block of the pool.</summary>
    public double Cost => _miner * Mean * (1 - Income);

    /// <summary>What is found stays the same, so that the others lose what the miner gains.</summary>
    public double Damage => -Cost;

    private double Mean => _rewards.Average(static r => r.Value / 1e8);

    private double Income
    {
        get
        {
            var honest = SharingPolicy.Honest(_rewards.Count);
            return new SharingPolicy("found", _shares).PaysAgainst(_rule, _rewards, _miner, honest)
                / honest.PaysAgainst(_rule, _rewards, _miner, honest);
        }
    }

    public IEnumerable<Act> Acts()
    {
        for (int i = 0; i < _shares.Length; i++)
        {
            if (_shares[i])
            {
                bool[] shares = [.. _shares];
                shares[i] = false;
                yield return new(
                    $"keeps its blocks of {_rewards[i].Value / 1e8:0.####} bitcoin",
                    new SharingPosition(_rule, _rewards, _miner, shares));
            }
        }
    }

    /// <summary>The income of whoever follows a found attack, for that of sharing all.</summary>
    internal static double IncomeOf(Attack attack, double miner, double mean) =>
        1 - (attack.Cost / (miner * mean));
}
