using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>An operator's own share of what counted dealings make.</summary>
internal static class Shares
{
    /// <summary>Opens and adds up the operator's part of each dealing.</summary>
    /// <returns>Null when one of them is wrong; the caller disposes the share.</returns>
    internal static SecretScalar? Of(
        ChainRules rules,
        CeremonyContext context,
        IEnumerable<PostedDealing> counted,
        OperatorId self,
        SecretBytes keySeed)
    {
        NewSharing? sharing = CheckedDealings.Combine(rules.Memo, context, counted);
        Invariant.Holds(sharing is not null, "Shares are asked for only of dealings that combine.");
        using SecretScalar secret = EncryptionKey.SecretFrom(keySeed);
        return sharing.ShareOf(self, secret);
    }
}
