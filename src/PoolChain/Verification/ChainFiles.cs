using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>The files that verification reads and writes.</summary>
/// <remarks>Spec: docs/spec/verification.md#files.</remarks>
public static class ChainFiles
{
    private const int Megabyte = 1 << 20;

    /// <summary>A chain: the network's genesis, and then certified blocks in their order.</summary>
    public static FrameLayout Chain { get; } =
        new(Magic("TPCHAIN1"u8), 16 * Megabyte, BlockBody.SizeMax + (Megabyte / 16));

    /// <summary>A checkpoint.</summary>
    public static FrameLayout Checkpoint { get; } = new(Magic("TPCHECK1"u8), 1024 * Megabyte, 0);

    /// <summary>A staker's proof.</summary>
    public static FrameLayout Proof { get; } = new(Magic("TPPROOF1"u8), 8 * Megabyte, 0);

    /// <summary>What a chain's file begins with: magic and genesis.</summary>
    public static byte[] Opening(NetworkGenesis genesis) => File(Chain, NetworkGenesis.Ssz, genesis);

    /// <summary>A file of one part.</summary>
    public static byte[] File<T>(FrameLayout layout, SszType<T> type, T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(type);
        return [.. FrameFeed.Head(layout), .. FrameFeed.Frame(type.Serialize(value))];
    }

    /// <summary>Reads a file of one part.</summary>
    /// <returns>What it holds, or why it is refused.</returns>
    public static (T? Value, Refusal? Refusal) Read<T>(
        FrameLayout layout, SszType<T> type, string what, ReadOnlySpan<byte> bytes)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        var frames = new FrameFeed(layout);
        frames.Add(bytes);
        T? value = null;
        if (frames.TryTake(out ReadOnlySpan<byte> part) && !type.TryRead(part, out value))
        {
            frames.RefuseTaken(what);
        }

        // Whatever comes behind is refused by its length.
        frames.TryTake(out _);
        return frames.End() is { } flaw ? (null, flaw) : (value, null);
    }

    private static ByteString Magic(ReadOnlySpan<byte> text) => new(text.ToArray());
}
