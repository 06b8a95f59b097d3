namespace TrustlessPools.Mining.Sharing;

/// <summary>By what a window tells the age of a qualified block.</summary>
public enum WindowMeasure
{
    /// <summary>How many qualified blocks came after it; the latest has age 0.</summary>
    Blocks,

    /// <summary>Seconds of median time past, from its own to that of the block that pays.</summary>
    Seconds,
}

/// <summary>Which qualified blocks are paid: those whose age is From or more, and less than To.</summary>
/// <param name="Measure">What age is.</param>
/// <param name="From">The least age that is paid.</param>
/// <param name="To">The first age that is paid no more; above From.</param>
/// <param name="Full">
/// How many blocks make the window full, at least 1: of fewer, each is paid as if there were so many.
/// </param>
/// <remarks>Spec: docs/spec/mining-pool.md#windows.</remarks>
public sealed record SharingWindow(WindowMeasure Measure, uint From, uint To, uint Full)
{
    /// <summary>The most blocks of a window, and the most that make it full.</summary>
    public const uint BlocksMax = 1 << 16;

    /// <summary>The greatest age in seconds, 388 days.</summary>
    public const uint SecondsMax = 1 << 25;

    /// <summary>The last qualified blocks.</summary>
    /// <param name="count">W, at least 1.</param>
    public static SharingWindow Last(uint count) => new(WindowMeasure.Blocks, 0, count, count);

    /// <summary>The qualified blocks that are younger than some time.</summary>
    /// <param name="seconds">T.</param>
    /// <param name="full">How many blocks are expected in that time.</param>
    public static SharingWindow Younger(uint seconds, uint full) =>
        new(WindowMeasure.Seconds, 0, seconds, full);

    /// <summary>The qualified blocks between two ages in seconds.</summary>
    /// <param name="from">T1.</param>
    /// <param name="to">T2.</param>
    /// <param name="full">How many blocks are expected between them.</param>
    public static SharingWindow Between(uint from, uint to, uint full) =>
        new(WindowMeasure.Seconds, from, to, full);
}
