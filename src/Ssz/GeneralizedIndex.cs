using System.Numerics;

namespace TrustlessPools.Ssz;

/// <summary>
/// The place of a node in a Merkle tree: 1 is the root, and 2i and 2i + 1 are the children of i
/// (consensus-specs <c>ssz/merkle-proofs.md#generalized-merkle-tree-index</c>).
/// </summary>
/// <remarks>The default value, 0, is no place; no branch is valid for it.</remarks>
public readonly record struct GeneralizedIndex(ulong Value)
{
    /// <summary>The levels between the root and the node; 0 for the default value.</summary>
    public int Depth => (int)ulong.Log2(Value);

    /// <summary>The place of one of a few leaves, which are padded to a power of two.</summary>
    /// <param name="position">How many leaves are before it.</param>
    /// <param name="count">How many there are.</param>
    public static GeneralizedIndex OfLeaf(int position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, count);
        return new(BitOperations.RoundUpToPowerOf2((ulong)count) + (ulong)position);
    }

    /// <summary>
    /// This place in a tree whose root lies at another place (consensus-specs
    /// <c>concat_generalized_indices</c>).
    /// </summary>
    /// <param name="upper">Where the root of this one's tree lies; together at most 63 levels.</param>
    public GeneralizedIndex Under(GeneralizedIndex upper) =>
        new(checked(((upper.Value - 1) << Depth) + Value));

    public override string ToString() => $"{Value}";
}
