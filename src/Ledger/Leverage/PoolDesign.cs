using System.Numerics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>How a design splits what the protocol charges, as far as leverage depends on it.</summary>
/// <param name="Name">As tables have it.</param>
/// <param name="Unit">The stake of a validator; positive.</param>
/// <remarks>Spec: docs/spec/leverage.md#designs.</remarks>
public abstract record PoolDesign(string Name, Gwei Unit)
{
    /// <summary>E: the most that a coalition can lose of its own.</summary>
    /// <param name="validators">V: how many validators it controls.</param>
    /// <returns>In Gwei; never negative, and never more than the stake.</returns>
    public abstract Ratio AtRisk(ulong validators);

    /// <summary>Who bears a penalty.</summary>
    /// <param name="validators">V: how many validators the coalition controls.</param>
    /// <param name="penalty">What the protocol charges without any cap, at most the stake.</param>
    public abstract LossShares Split(ulong validators, Gwei penalty);

    /// <summary>The leverage of a coalition.</summary>
    /// <param name="validators">V: how many validators it controls; at least those that take part.</param>
    /// <param name="strategy">What it does with some or all of them.</param>
    /// <param name="prices">What the protocol charges for that.</param>
    public LeverageRow Row(ulong validators, Strategy strategy, StrategyPrices prices)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(prices);
        Invariant.Holds(strategy.Validators <= validators, "A coalition acts with what it controls.");
        return new(
            Unit * validators,
            AtRisk(validators),
            strategy.Validators,
            Split(validators, prices.Total(strategy)));
    }

    private protected static Ratio Exactly(Gwei amount) => Ratio.FromInteger(new BigInteger(amount.Value));
}

/// <summary>The coalition's own stake or bond is charged first, and beyond it somebody else.</summary>
/// <param name="Name">As tables have it.</param>
/// <param name="Unit">The stake of a validator.</param>
/// <param name="Bond">What it puts up for a number of validators, in Gwei; at most the stake.</param>
/// <param name="Beyond">Who bears what is more.</param>
public sealed record FirstLossDesign(string Name, Gwei Unit, Func<ulong, Ratio> Bond, BeyondBond Beyond)
    : PoolDesign(Name, Unit)
{
    public override Ratio AtRisk(ulong validators) => Bond(validators);

    public override LossShares Split(ulong validators, Gwei penalty)
    {
        Ratio whole = Exactly(penalty);
        Ratio own = Ratio.Min(whole, Bond(validators));
        return Beyond is BeyondBond.Members
            ? new(own, Members: whole - own, Gap: default)
            : new(own, Members: default, Gap: whole - own);
    }
}

/// <summary>Everybody bears the part of a penalty that is its part of the stake.</summary>
/// <param name="Name">As tables have it.</param>
/// <param name="Unit">The stake of a validator.</param>
/// <param name="OwnShare">The coalition's part of the stake, 0 to 1.</param>
public sealed record ProRataDesign(string Name, Gwei Unit, Ratio OwnShare) : PoolDesign(Name, Unit)
{
    public override Ratio AtRisk(ulong validators) => Exactly(Unit * validators) * OwnShare;

    public override LossShares Split(ulong validators, Gwei penalty)
    {
        Ratio whole = Exactly(penalty);
        Ratio own = whole * OwnShare;
        return new(own, Members: whole - own, Gap: default);
    }
}

/// <summary>The protocol charges nothing: who misbehaves loses rewards at most, which do not count.</summary>
/// <param name="Name">As tables have it.</param>
/// <param name="Unit">The stake of a validator.</param>
public sealed record UnslashedDesign(string Name, Gwei Unit) : PoolDesign(Name, Unit)
{
    public override Ratio AtRisk(ulong validators) => default;

    public override LossShares Split(ulong validators, Gwei penalty) => default;
}

/// <summary>Who bears a penalty beyond the bond.</summary>
public enum BeyondBond
{
    /// <summary>The pool's other members.</summary>
    Members = 0,

    /// <summary>Nobody: the protocol is not paid.</summary>
    Nobody = 1,
}
