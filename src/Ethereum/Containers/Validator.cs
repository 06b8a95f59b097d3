using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// A validator in the beacon state's registry (consensus-specs <c>phase0/beacon-chain.md#validator</c>).
/// </summary>
/// <param name="PublicKey">Its key.</param>
/// <param name="WithdrawalCredentials">Who receives what it gives back.</param>
/// <param name="EffectiveBalance">The balance that its weight and rewards are computed from.</param>
/// <param name="Slashed">Whether it has been slashed.</param>
/// <param name="ActivationEligibilityEpoch">When it entered the queue; far in the future until then.</param>
/// <param name="ActivationEpoch">When its duties begin.</param>
/// <param name="ExitEpoch">When its duties end.</param>
/// <param name="WithdrawableEpoch">When its balance can be withdrawn.</param>
public sealed record Validator(
    G1Bytes PublicKey,
    WithdrawalCredentials WithdrawalCredentials,
    Gwei EffectiveBalance,
    bool Slashed,
    Epoch ActivationEligibilityEpoch,
    Epoch ActivationEpoch,
    Epoch ExitEpoch,
    Epoch WithdrawableEpoch)
{
    public static SszContainer<Validator> Ssz { get; } = SszContainer.Of<Validator>()
        .Field("pubkey", G1Bytes.Ssz, static x => x.PublicKey)
        .Field("withdrawal_credentials", WithdrawalCredentials.Ssz, static x => x.WithdrawalCredentials)
        .Field("effective_balance", SszTypes.Gwei, static x => x.EffectiveBalance)
        .Field("slashed", SszTypes.Boolean, static x => x.Slashed)
        .Field("activation_eligibility_epoch", SszTypes.Epoch, static x => x.ActivationEligibilityEpoch)
        .Field("activation_epoch", SszTypes.Epoch, static x => x.ActivationEpoch)
        .Field("exit_epoch", SszTypes.Epoch, static x => x.ExitEpoch)
        .Field("withdrawable_epoch", SszTypes.Epoch, static x => x.WithdrawableEpoch)
        .Build(static v => new(
            v.Take<G1Bytes>(),
            v.Take<WithdrawalCredentials>(),
            v.Take<Gwei>(),
            v.Take<bool>(),
            ActivationEligibilityEpoch: v.Take<Epoch>(),
            ActivationEpoch: v.Take<Epoch>(),
            ExitEpoch: v.Take<Epoch>(),
            WithdrawableEpoch: v.Take<Epoch>()));
}
