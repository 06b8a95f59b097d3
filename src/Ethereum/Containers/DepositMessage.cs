using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Containers;

/// <summary>
/// What a deposit's signature covers (consensus-specs <c>phase0/beacon-chain.md#depositmessage</c>).
/// </summary>
/// <param name="PublicKey">The validator.</param>
/// <param name="WithdrawalCredentials">Who receives what the validator gives back.</param>
/// <param name="Amount">How much is deposited.</param>
public sealed record DepositMessage(
    G1Bytes PublicKey, WithdrawalCredentials WithdrawalCredentials, Gwei Amount)
{
    public static SszContainer<DepositMessage> Ssz { get; } = SszContainer.Of<DepositMessage>()
        .Field("pubkey", G1Bytes.Ssz, static x => x.PublicKey)
        .Field("withdrawal_credentials", WithdrawalCredentials.Ssz, static x => x.WithdrawalCredentials)
        .Field("amount", SszTypes.Gwei, static x => x.Amount)
        .Build(static v => new(v.Take<G1Bytes>(), v.Take<WithdrawalCredentials>(), v.Take<Gwei>()));
}
