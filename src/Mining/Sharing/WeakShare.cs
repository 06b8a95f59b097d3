using System.Numerics;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>
/// A near miss: a header that would have been a block of the pool, were its hash a little less.
/// </summary>
/// <param name="Header">The header.</param>
/// <param name="Coinbase">Its coinbase, which is a qualified one and names who is paid.</param>
/// <param name="Branch">The siblings from the coinbase up to the header's Merkle root.</param>
/// <remarks>Spec: docs/spec/mining-pool.md#weak-shares.</remarks>
public sealed record WeakShare(BlockHeader Header, Transaction Coinbase, Sequence<Hash32> Branch)
{
    /// <summary>The most siblings: a block has fewer than 2^16 transactions.</summary>
    public const int BranchMax = 16;

    /// <summary>True when the header commits to the coinbase.</summary>
    public bool IsCoinbaseProven => Branch.Count <= BranchMax
        && MerkleTree.RootFrom(Coinbase.Id, 0, Branch) == Header.MerkleRoot;

    /// <summary>The root that a block's tag names: the hash of the headers' hashes in their order.</summary>
    /// <returns>Zero for no near misses.</returns>
    public static Hash32 RootOf(Sequence<WeakShare> shares)
    {
        var writer = new BitcoinWriter();
        foreach (WeakShare share in shares)
        {
            writer.Write(share.Header.Hash.ToArray());
        }

        return shares.Count == 0 ? default : Digest.Double(writer.Written);
    }

    /// <summary>True when a header's hash is at most so many times its target.</summary>
    public static bool Meets(BlockHeader header, uint times)
    {
        ArgumentNullException.ThrowIfNull(header);
        return new BigInteger(header.Hash.ToArray(), isUnsigned: true) <= TargetOf(header.Bits) * times;
    }

    /// <summary>The target of a compact form; zero for a negative one, which no hash meets.</summary>
    private static BigInteger TargetOf(uint bits)
    {
        int exponent = (int)(bits >> 24);
        var mantissa = new BigInteger(bits & 0x7f_ffff);
        bool isNegative = (bits & 0x80_0000) != 0;
        return isNegative ? default : exponent <= 3
            ? mantissa >> (8 * (3 - exponent))
            : mantissa << (8 * (exponent - 3));
    }
}
