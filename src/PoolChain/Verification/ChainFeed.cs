using System.Diagnostics.CodeAnalysis;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>Reads a chain's file as its bytes come: the network's genesis, then certified blocks.</summary>
public sealed class ChainFeed
{
    private readonly FrameFeed _frames = new(ChainFiles.Chain);

    /// <summary>Why the file is refused; null as long as it is not.</summary>
    public Refusal? Flaw => _frames.Flaw;

    /// <summary>Takes the bytes that come next.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => _frames.Add(bytes);

    /// <summary>Takes the genesis, which is without flaw, if all of it has come; once, and first.</summary>
    public bool TryTakeGenesis([NotNullWhen(true)] out NetworkGenesis? genesis)
    {
        genesis = null;
        Invariant.Holds(_frames.Taken == 0 || Flaw is not null, "The genesis is read first.");
        if (!TryTake(NetworkGenesis.Ssz, "genesis of a network", out genesis))
        {
            return false;
        }

        if (genesis.Flaw() is { } flaw)
        {
            _frames.Refuse(flaw);
        }

        return Flaw is null;
    }

    /// <summary>Takes the next block, if all of it has come; it is not verified yet.</summary>
    public bool TryTakeBlock([NotNullWhen(true)] out CertifiedBlock? block)
    {
        block = null;
        return _frames.Taken > 0 && TryTake(CertifiedBlock.Ssz, "certified block", out block);
    }

    /// <summary>Says that no more bytes come, when all blocks were taken that did.</summary>
    /// <returns>Why the file is refused, or null.</returns>
    public Refusal? End() => _frames.End();

    private bool TryTake<T>(SszType<T> type, string what, [NotNullWhen(true)] out T? value)
        where T : class
    {
        value = null;
        if (!_frames.TryTake(out ReadOnlySpan<byte> part))
        {
            return false;
        }

        if (!type.TryRead(part, out value))
        {
            _frames.RefuseTaken(what);
        }

        return value is not null;
    }
}
