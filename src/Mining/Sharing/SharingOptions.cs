namespace TrustlessPools.Mining.Sharing;

/// <summary>What a qualified block counts in the window.</summary>
public enum WeightBasis
{
    /// <summary>The amount that it shared: nobody gains by choosing which blocks to share.</summary>
    Amount,

    /// <summary>The same as any other: who shares only poor blocks gains.</summary>
    Equal,
}

/// <summary>Where the part of a window goes that is not full yet.</summary>
public enum Bootstrap
{
    /// <summary>To the finder of the block.</summary>
    ToFinder,

    /// <summary>To whoever mines certain later blocks, of the pool or not.</summary>
    ToLaterMiners,
}

/// <summary>The part s of a reward that is shared.</summary>
/// <param name="Numerator">At least 1.</param>
/// <param name="Denominator">At least the numerator.</param>
public readonly record struct SharedPart(uint Numerator, uint Denominator)
{
    public override string ToString() => $"{Numerator}/{Denominator}";
}
