using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.DevelopmentChain.States;

/// <summary>
/// A deposit that waits for its slot's finality and for churn (consensus-specs
/// <c>electra/beacon-chain.md#pendingdeposit</c>).
/// </summary>
/// <param name="PublicKey">
/// Whose deposit; a key that the registry does not know yet becomes a validator.
/// </param>
/// <param name="WithdrawalCredentials">Counts only for such a key.</param>
/// <param name="Amount">What is deposited.</param>
/// <param name="Signature">The key's proof of possession; counts only for such a key.</param>
/// <param name="Slot">The slot of the block that brought it.</param>
public sealed record PendingDeposit(
    G1Bytes PublicKey,
    WithdrawalCredentials WithdrawalCredentials,
    Gwei Amount,
    G2Bytes Signature,
    Slot Slot)
{
    public static SszContainer<PendingDeposit> Ssz { get; } = SszContainer.Of<PendingDeposit>()
        .Field("pubkey", G1Bytes.Ssz, static x => x.PublicKey)
        .Field("withdrawal_credentials", WithdrawalCredentials.Ssz, static x => x.WithdrawalCredentials)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Build(static v => new(
            v.Take<G1Bytes>(),
            v.Take<WithdrawalCredentials>(),
            v.Take<Gwei>(),
            v.Take<G2Bytes>(),
            v.Take<Slot>()));
}
