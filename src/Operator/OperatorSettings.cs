using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>What does not change while an operator runs.</summary>
/// <param name="Rules">The network's.</param>
/// <param name="Self">The operator's number in the network.</param>
/// <param name="Identity">The secret of its identity key, owned by who starts the operator.</param>
/// <param name="Preset">The beacon chain's; its epochs are as long as the network's genesis says.</param>
public sealed record OperatorSettings(ChainRules Rules, OperatorId Self, SecretScalar Identity, Preset Preset)
{
    /// <summary>The public key of <see cref="Identity"/>.</summary>
    public G1Bytes IdentityKey { get; } = Identity.ToPublicPoint().ToBytes();

    /// <summary>
    /// The timer of consensus rounds about blocks: half a slot at first, since a block is due every tick,
    /// then longer.
    /// </summary>
    public RoundTimer BlockTimer => new(
        new(Rules.Clock.SlotLength.Milliseconds / 2), Rules.Clock.SlotLength * 8);

    /// <summary>
    /// The timer of consensus rounds about duties: a sixth of a slot at first, so that a silent leader costs
    /// little of the two thirds of a slot in which an attestation can still be aggregated.
    /// </summary>
    public RoundTimer DutyTimer => new(
        new(Rules.Clock.SlotLength.Milliseconds / 6), Rules.Clock.SlotLength);

    /// <summary>How long a message may go unanswered before it is sent again.</summary>
    public Duration ResendInterval => new(Rules.Clock.SlotLength.Milliseconds / 2);

    /// <summary>Signs with the identity key, and remembers that the signature holds.</summary>
    internal G2Bytes Sign(Hash32 signingRoot) =>
        IdentitySignature.Sign(Identity, IdentityKey, signingRoot, Rules.Memo);

    internal Hash32 Network => Rules.Network;

    public override string ToString() => $"operator {Self} of {Rules.Network.ToShortString()}";
}
