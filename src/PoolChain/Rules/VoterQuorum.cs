using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>What a quorum of the voters has signed together.</summary>
internal static class VoterQuorum
{
    /// <summary>Why a bit list names no quorum of the voters, or null.</summary>
    internal static Refusal? Flaw(ChainState state, BitString signers)
    {
        int voters = state.Voters.Count;
        return signers.Length != voters || !Quorum.IsReached(signers.Count, voters)
            ? new(
                "NoQuorum",
                $"{signers.Count} of {signers.Length} signers",
                $"{Quorum.Of(voters)} of {voters}")
            : null;
    }

    /// <summary>True when a signature is the aggregate of the named voters' over one root.</summary>
    internal static bool HasSigned(
        ChainRules rules, ChainState state, BitString signers, Hash32 signingRoot, G2Bytes signature) =>
        IdentitySignature.VerifyAggregate(
            [.. signers.Indices().Select(i => state.Voters[i].IdentityKey)],
            signingRoot,
            signature,
            rules.Memo);
}
