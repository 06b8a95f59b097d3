using TrustlessPools.Primitives;

namespace TrustlessPools.Ssz;

/// <summary>The proof that a node lies at a place under a root.</summary>
/// <param name="Index">The place.</param>
/// <param name="Siblings">The nodes beside the path, from the leaf's sibling upwards.</param>
public sealed record MerkleBranch(GeneralizedIndex Index, Sequence<Hash32> Siblings)
{
    /// <summary>The levels that a generalized index of 64 bits can have.</summary>
    public const int DepthMax = 63;

    public static SszContainer<MerkleBranch> Ssz { get; } = SszContainer.Of<MerkleBranch>()
        .Field(
            "index",
            SszTypes.Uint64.As(static v => new GeneralizedIndex(v), static i => i.Value),
            static x => x.Index)
        .Field("siblings", SszTypes.List(SszTypes.Hash32, DepthMax), static x => x.Siblings)
        .Build(static v => new(v.Take<GeneralizedIndex>(), v.Take<Sequence<Hash32>>()));

    /// <summary>Proves one of a few nodes, under their root when they are padded to a power of two.</summary>
    /// <param name="nodes">The nodes, such as the roots of a container's fields.</param>
    /// <param name="position">How many nodes are before it.</param>
    public static MerkleBranch Of(ReadOnlySpan<Hash32> nodes, int position) =>
        MerkleProofs.BranchOf(nodes, position);

    /// <summary>This branch, continued to the root above that another branch leads to.</summary>
    /// <param name="upper">The branch from the root of this one.</param>
    public MerkleBranch Under(MerkleBranch upper)
    {
        ArgumentNullException.ThrowIfNull(upper);
        return new(Index.Under(upper.Index), [.. Siblings, .. upper.Siblings]);
    }

    /// <summary>True when the branch leads from the leaf to the root.</summary>
    /// <remarks>The specification's <c>is_valid_merkle_branch</c>; the caller checks the index.</remarks>
    /// <param name="leaf">The node said to be at the place.</param>
    /// <param name="root">The root that is known already.</param>
    public bool IsValid(Hash32 leaf, Hash32 root)
    {
        if (Index.Value == 0 || Siblings.Count != Index.Depth)
        {
            return false;
        }

        Hash32 node = leaf;
        ulong place = Index.Value;
        foreach (Hash32 sibling in Siblings.AsSpan())
        {
            node = (place & 1) == 1 ? Merkle.Parent(sibling, node) : Merkle.Parent(node, sibling);
            place >>= 1;
        }

        return node == root;
    }
}
