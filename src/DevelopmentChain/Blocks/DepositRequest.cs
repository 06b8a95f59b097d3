using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.DevelopmentChain.Blocks;

/// <summary>
/// A deposit as a block brings it (consensus-specs <c>electra/beacon-chain.md#depositrequest</c>, EIP-6110).
/// </summary>
/// <param name="Contents">What the deposit contract was given.</param>
/// <param name="Index">The number of deposits before it.</param>
public sealed record DepositRequest(DepositData Contents, ulong Index)
{
    /// <summary>Five fields: the deposit's four and the index.</summary>
    public static SszContainer<DepositRequest> Ssz { get; } = SszContainer.Of<DepositRequest>()
        .Field("pubkey", Cryptography.Bls.G1Bytes.Ssz, static x => x.Contents.PublicKey)
        .Field(
            "withdrawal_credentials",
            Ethereum.Deposits.WithdrawalCredentials.Ssz,
            static x => x.Contents.WithdrawalCredentials)
        .Field("amount", SszTypes.Gwei, static x => x.Contents.Amount)
        .Field("signature", Cryptography.Bls.G2Bytes.Ssz, static x => x.Contents.Signature)
        .Field("index", SszTypes.Uint64, static x => x.Index)
        .Build(static v => new(
            new DepositData(
                v.Take<Cryptography.Bls.G1Bytes>(),
                v.Take<Ethereum.Deposits.WithdrawalCredentials>(),
                v.Take<Gwei>(),
                v.Take<Cryptography.Bls.G2Bytes>()),
            v.Take<ulong>()));
}
