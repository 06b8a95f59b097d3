using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Assignment;

/// <summary>What a draw came to for one pool: a committee, or the reason why there is none.</summary>
/// <remarks>
/// One result a pool, in the order of the pools that were asked for: a pool without a committee cannot be
/// overlooked, as it could be in a list of its own beside the list of committees.
/// </remarks>
public abstract record PoolDraw
{
    private PoolDraw()
    {
    }

    /// <summary>The pool that this is about.</summary>
    public abstract PoolId Pool { get; }

    /// <summary>The pool has a committee.</summary>
    /// <param name="Committee">Exactly as many distinct members as the pool asked for.</param>
    public sealed record Drawn(Committee Committee) : PoolDraw
    {
        public override PoolId Pool => Committee.Pool;
    }

    /// <summary>The pool has no committee of this draw; its present one serves on.</summary>
    /// <param name="Refusal">The reason.</param>
    public sealed record Refused(TooManySeats Refusal) : PoolDraw
    {
        public override PoolId Pool => Refusal.Pool;
    }
}
