using TrustlessPools.Ethereum.SlashingProtection;

namespace TrustlessPools.Core.Tests.Ethereum.SlashingProtection;

/// <summary>What is slashed, in the specification's words; the oracle for what is never signed.</summary>
internal static class SlashingRule
{
    /// <summary>consensus-specs <c>is_slashable_attestation_data</c> of different votes, both ways.</summary>
    public static bool IsSlashable(VoteEpochs a, VoteEpochs b) =>
        a.Target == b.Target || Surrounds(a, b) || Surrounds(b, a);

    private static bool Surrounds(VoteEpochs outer, VoteEpochs inner) =>
        outer.Source < inner.Source && inner.Target < outer.Target;
}
