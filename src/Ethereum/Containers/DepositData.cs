using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// What the deposit contract is given (consensus-specs <c>phase0/beacon-chain.md#depositdata</c>).
/// </summary>
/// <param name="PublicKey">The validator.</param>
/// <param name="WithdrawalCredentials">Who receives what the validator gives back.</param>
/// <param name="Amount">How much is deposited.</param>
/// <param name="Signature">The validator's, over the <see cref="DepositMessage"/> of the other three.</param>
public sealed record DepositData(
    G1Bytes PublicKey, WithdrawalCredentials WithdrawalCredentials, Gwei Amount, G2Bytes Signature)
{
    public static SszContainer<DepositData> Ssz { get; } = SszContainer.Of<DepositData>()
        .Field("pubkey", G1Bytes.Ssz, static x => x.PublicKey)
        .Field("withdrawal_credentials", WithdrawalCredentials.Ssz, static x => x.WithdrawalCredentials)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Field("signature", G2Bytes.Ssz, static x => x.Signature)
        .Build(static v => new(
            v.Take<G1Bytes>(), v.Take<WithdrawalCredentials>(), v.Take<Gwei>(), v.Take<G2Bytes>()));

    /// <summary>The part that the signature covers.</summary>
    public DepositMessage Message => new(PublicKey, WithdrawalCredentials, Amount);
}
