using System.Buffers.Binary;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentNode.Tests;

/// <summary>A validator's key.</summary>
internal sealed class TestKey
{
    private readonly SecretScalar _secret;

    internal TestKey(int number)
    {
        var uniform = new byte[SecretScalar.UniformSize];
        BinaryPrimitives.WriteInt32LittleEndian(uniform.AsSpan(8), number + 1);
        _secret = SecretScalar.FromUniformBytes(uniform);
        PublicKey = _secret.ToPublicPoint().ToBytes();
    }

    /// <summary>The public key.</summary>
    internal G1Bytes PublicKey { get; }

    /// <summary>Signs.</summary>
    internal G2Point Sign(Hash32 signingRoot) =>
        _secret.Sign(signingRoot.ToArray(), DomainSeparationTag.Signature);

    /// <summary>A deposit of this key, as a launchpad exchanges it.</summary>
    internal SignedDeposit Deposit(Gwei amount, WithdrawalCredentials credentials, ForkVersion network)
    {
        var message = new DepositMessage(PublicKey, credentials, amount);
        return SignedDeposit.Create(
            message, Sign(SignedDeposit.SigningRoot(message, network)), network, "minimal");
    }
}
