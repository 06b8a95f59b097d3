using System.Collections.Immutable;
using TrustlessPools.Bitcoin.Fees;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>What the rule demands of a coinbase.</summary>
/// <remarks>
/// Whoever builds a block, judges one or simulates asks here.
/// Spec: docs/spec/mining-pool.md#demand.
/// </remarks>
public sealed record Demand
{
    /// <summary>The sum that the coinbase pays.</summary>
    public required Satoshi Reward { get; init; }

    /// <summary>
    /// What the finder gets: the part that is not shared, and for what it has in the window.
    /// </summary>
    public required TransactionOutput Finder { get; init; }

    /// <summary>What others are owed, each script once, in the order of the bytes.</summary>
    public required Sequence<TransactionOutput> Owed { get; init; }

    /// <summary>How what is owed is paid; null where each script has its own output.</summary>
    public required PayoutTree? Tree { get; init; }

    /// <summary>What later miners get while the window is not full, in the order of heights.</summary>
    public required Sequence<TransactionOutput> Ahead { get; init; }

    /// <summary>The outputs that pay, in their order; they add up to the reward.</summary>
    public required Sequence<TransactionOutput> Outputs { get; init; }

    /// <summary>Computes what a block has to pay.</summary>
    /// <param name="rule">A possible rule.</param>
    /// <param name="window">The blocks before.</param>
    /// <param name="height">The block's height.</param>
    /// <param name="reward">What its coinbase pays in all, at most <see cref="Satoshi.MoneyMax"/>.</param>
    /// <param name="finder">The script in its tag.</param>
    internal static Demand Of(
        SharingRule rule, ShareWindow window, Height height, Satoshi reward, ByteString finder)
    {
        Satoshi shared = rule.SharedOf(reward);
        int full = (int)rule.Window.Full;
        int filled = window.Total == 0 ? 0 : Math.Min(window.Blocks, full);
        Satoshi granted = new((ulong)((UInt128)shared.Value * (uint)filled / (uint)full));
        Satoshi missing = shared - granted;
        bool isForLater = missing > default(Satoshi) && rule.Bootstrap is Bootstrap.ToLaterMiners;
        Sequence<TransactionOutput> ahead = isForLater
            ? ForwardLocks.Of(missing, full - filled, height)
            : [];
        Satoshi forFinder = isForLater ? reward - shared : reward - granted;
        (Sequence<TransactionOutput> owed, Satoshi own) = Divide(rule, window, granted, finder);
        var first = new TransactionOutput(forFinder + own, finder);
        PayoutResult.Paid? paid = owed.Count == 0 ? null : rule.Form.Pay(owed) as PayoutResult.Paid;
        return new()
        {
            Reward = reward,
            Finder = first,
            Owed = owed,
            Tree = paid?.Tree,
            Ahead = ahead,
            Outputs =
            [
                .. first.Amount > default(Satoshi) ? [first] : Sequence<TransactionOutput>.Empty,
                .. paid?.Outputs ?? owed,
                .. ahead,
            ],
        };
    }

    /// <summary>Divides what the window gets: what others are owed, and what is the finder's.</summary>
    private static (Sequence<TransactionOutput> Owed, Satoshi Own) Divide(
        SharingRule rule, ShareWindow window, Satoshi granted, ByteString finder)
    {
        var scripts = new ByteString[window.Scripts];
        var weights = new UInt128[window.Scripts];
        int count = 0;
        UInt128 total = 0;
        foreach ((ByteString script, UInt128 weight) in window.Weights)
        {
            // Left out is who would get too little; others only gain by that, so that one look is enough.
            ulong limit = Dust.ThresholdOf(script, new(rule.DustRate)).Value;
            if (granted.Value * weight >= limit * window.Total || script == finder)
            {
                (scripts[count], weights[count]) = (script, weight);
                total += weight;
                count++;
            }
        }

        if (total == 0)
        {
            return ([], granted);
        }

        ReadOnlySpan<UInt128> counted = weights.AsSpan(0, count);
        return Assign(scripts, Apportionment.ByLargestRemainder(granted, counted, total), finder);
    }

    private static (Sequence<TransactionOutput> Owed, Satoshi Own) Assign(
        ByteString[] scripts, ulong[] parts, ByteString finder)
    {
        ImmutableArray<TransactionOutput>.Builder owed =
            ImmutableArray.CreateBuilder<TransactionOutput>(parts.Length);
        Satoshi own = default;
        for (int i = 0; i < parts.Length; i++)
        {
            if (scripts[i] == finder)
            {
                own = new(parts[i]);
            }
            else if (parts[i] > 0)
            {
                owed.Add(new(new(parts[i]), scripts[i]));
            }
        }

        return (new(owed.DrainToImmutable()), own);
    }
}
