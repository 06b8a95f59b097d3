using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.SlashingProtection;

/// <summary>The two epochs of a vote, which decide whether it contradicts another one.</summary>
public readonly record struct VoteEpochs(Epoch Source, Epoch Target)
{
    /// <summary>The epochs of a vote.</summary>
    public static VoteEpochs Of(AttestationData attestation)
    {
        ArgumentNullException.ThrowIfNull(attestation);
        return new(Source: attestation.Source.Epoch, Target: attestation.Target.Epoch);
    }

    public override string ToString() => $"{Source} -> {Target}";
}
