using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>The tree of hashes over a block's transactions.</summary>
/// <remarks>
/// A row of odd length repeats its last node, so that different lists have one root (CVE-2012-2459): the root
/// alone does not fix a list, and <see cref="MerkleRoot.IsMutated"/> tells the longer ones apart.
/// </remarks>
public static class MerkleTree
{
    /// <summary>Hashes up to the root.</summary>
    /// <param name="leaves">Identifiers in the block's order; the root of none is zero.</param>
    public static MerkleRoot RootOf(ReadOnlySpan<Hash32> leaves)
    {
        Hash32[] row = leaves.ToArray();
        bool isMutated = false;
        while (row.Length > 1)
        {
            isMutated |= HasEqualPair(row);
            row = Above(row);
        }

        return new(row is [Hash32 root] ? root : default, isMutated);
    }

    /// <summary>Gives the nodes beside the way from a leaf to the root, the lowest first.</summary>
    /// <param name="leaves">Identifiers in the block's order.</param>
    /// <param name="index">Which leaf, from 0.</param>
    public static Sequence<Hash32> BranchOf(ReadOnlySpan<Hash32> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        var branch = new List<Hash32>();
        for (Hash32[] row = leaves.ToArray(); row.Length > 1; row = Above(row))
        {
            branch.Add(row[Math.Min(index ^ 1, row.Length - 1)]);
            index /= 2;
        }

        return [.. branch];
    }

    /// <summary>Hashes from a leaf along its branch.</summary>
    /// <param name="leaf">The identifier.</param>
    /// <param name="index">Which leaf, from 0; bits beyond the branch's length have no effect.</param>
    /// <param name="branch">The nodes beside the way, the lowest first.</param>
    /// <returns>The root, if leaf and branch are of one tree.</returns>
    public static Hash32 RootFrom(Hash32 leaf, int index, Sequence<Hash32> branch)
    {
        foreach (Hash32 beside in branch.AsSpan())
        {
            leaf = (index & 1) == 0 ? Parent(leaf, beside) : Parent(beside, leaf);
            index >>= 1;
        }

        return leaf;
    }

    private static bool HasEqualPair(Hash32[] row)
    {
        for (int i = 0; i + 1 < row.Length; i += 2)
        {
            if (row[i] == row[i + 1])
            {
                return true;
            }
        }

        return false;
    }

    private static Hash32[] Above(Hash32[] row)
    {
        var above = new Hash32[(row.Length + 1) / 2];
        for (int i = 0; i < above.Length; i++)
        {
            above[i] = Parent(row[2 * i], row[Math.Min((2 * i) + 1, row.Length - 1)]);
        }

        return above;
    }

    private static Hash32 Parent(Hash32 left, Hash32 right)
    {
        Span<byte> pair = stackalloc byte[2 * Hash32.Size];
        left.CopyTo(pair);
        right.CopyTo(pair[Hash32.Size..]);
        return Digest.Double(pair);
    }
}
