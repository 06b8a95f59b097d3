using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>What the rule says of a block.</summary>
public abstract record Judgement
{
    private Judgement()
    {
    }

    /// <summary>It follows the rule: its finder is paid by later blocks.</summary>
    /// <param name="Tag">What it says of the pool.</param>
    /// <param name="Demand">What it paid.</param>
    /// <param name="Shares">How many of its near misses count.</param>
    /// <param name="SharesFlaw">Why none count although it names some; or null.</param>
    public sealed record Qualified(PoolTag Tag, Demand Demand, int Shares, Refusal? SharesFlaw) : Judgement;

    /// <summary>It does not speak of the pool, or comes before the pool's start.</summary>
    public sealed record NotOfThePool : Judgement;

    /// <summary>It speaks of the pool and does not follow the rule.</summary>
    /// <param name="Reason">Why not.</param>
    /// <param name="Difference">The first output that differs, where that is the reason.</param>
    public sealed record Unqualified(Refusal Reason, CoinbaseDifference? Difference = null) : Judgement;

    /// <summary>It is not the block that comes next; the state is as before.</summary>
    /// <param name="Reason">Why not.</param>
    public sealed record Rejected(Refusal Reason) : Judgement;
}

/// <summary>Where a coinbase first pays otherwise than the rule demands.</summary>
/// <param name="Index">The place among the outputs that pay something, from 0.</param>
/// <param name="Expected">What belongs there; null when nothing does.</param>
/// <param name="Paid">What is there; null when nothing is.</param>
public sealed record CoinbaseDifference(int Index, TransactionOutput? Expected, TransactionOutput? Paid);
