namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>The clock of Bitcoin, which no single miner turns back (BIP-0113).</summary>
public static class MedianTimePast
{
    /// <summary>The blocks whose times are looked at.</summary>
    public const int Span = 11;

    /// <summary>Gives the median of the times of the last 11 blocks, or of fewer near the genesis.</summary>
    /// <param name="times">Times of consecutive headers, the latest last; one or more.</param>
    public static uint Of(ReadOnlySpan<uint> times)
    {
        ArgumentOutOfRangeException.ThrowIfZero(times.Length, nameof(times));
        Span<uint> last = stackalloc uint[Math.Min(Span, times.Length)];
        times[^last.Length..].CopyTo(last);
        last.Sort();
        return last[last.Length / 2];
    }
}
