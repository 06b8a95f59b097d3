using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.SharingIncentives;

/// <summary>Of which rewards a miner shares its blocks; it keeps the others.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Shares">For each class of rewards whether it shares.</param>
public sealed record SharingPolicy(string Name, IReadOnlyList<bool> Shares)
{
    /// <summary>Shares every block, as the pool asks.</summary>
    public static SharingPolicy Honest(int classes) =>
        new("share all", [.. Enumerable.Repeat(true, classes)]);

    /// <summary>Shares none: mines alone.</summary>
    public static SharingPolicy Alone(int classes) => new("keep all", [.. Enumerable.Repeat(false, classes)]);

    /// <summary>Shares blocks that bring less than a bound.</summary>
    public static SharingPolicy Below(string name, IReadOnlyList<Satoshi> rewards, double bound) =>
        new(name, [.. rewards.Select(r => r.Value < bound)]);

    /// <summary>
    /// What a miner earns in the long run for what it would earn alone, where all others of the pool follow
    /// another policy.
    /// </summary>
    /// <param name="rule">Weighs blocks and says what of them is shared: the live rule.</param>
    /// <param name="rewards">The classes, each as likely as the others.</param>
    /// <param name="miner">The miner's part of the pool, above 0 and below 1.</param>
    /// <param name="others">What all others do.</param>
    /// <remarks>
    /// In the long run a window's weight is divided as blocks come in: the miner is paid the part of all that
    /// is shared that its weight is of all weight.
    /// </remarks>
    public double PaysAgainst(
        SharingRule rule, IReadOnlyList<Satoshi> rewards, double miner, SharingPolicy others)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(others);
        (double kept, double shared, double weight) = Sums(rule, rewards);
        (_, double othersShared, double othersWeight) = others.Sums(rule, rewards);
        double allWeight = (miner * weight) + ((1 - miner) * othersWeight);
        double pot = (miner * shared) + ((1 - miner) * othersShared);
        double paid = allWeight == 0 ? 0 : miner * weight / allWeight * pot;
        return ((miner * kept) + paid) / (miner * rewards.Sum(static r => (double)r.Value));
    }

    /// <summary>Over all classes: what is kept, what is shared, and what it counts.</summary>
    private (double Kept, double Shared, double Weight) Sums(SharingRule rule, IReadOnlyList<Satoshi> rewards)
    {
        (double kept, double shared, double weight) = (0, 0, 0);
        for (int i = 0; i < rewards.Count; i++)
        {
            Satoshi part = Shares[i] ? rule.SharedOf(rewards[i]) : default;
            kept += (rewards[i] - part).Value;
            shared += part.Value;
            weight += Shares[i] ? rule.WeightOf(part) : 0;
        }

        return (kept, shared, weight);
    }
}
