using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Proofs;

/// <summary>What all proofs have in common.</summary>
internal static class ProofFlaws
{
    /// <summary>Why a branch does not lead from what it proves, at its place, to the root; or null.</summary>
    internal static Refusal? Of(GeneralizedIndex place, MerkleBranch branch, Hash32 leaf, Hash32 root)
    {
        if (branch.Index != place)
        {
            return new("WrongPlace", $"a branch from place {branch.Index}", $"one from place {place}");
        }

        return branch.IsValid(leaf, root)
            ? null
            : new("WrongBranch", $"a branch from {leaf}", $"one that leads to {root}");
    }
}
