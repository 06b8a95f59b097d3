using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>An aggregate and a claim beside it are each judged as if alone.</summary>
public sealed class AggregateTests
{
    private static readonly Hash32 Network = Hash32.Sha256("a network"u8);
    private static readonly Hash32 Voted = Hash32.Sha256("a vote"u8);
    private static readonly Hash32 Written = Hash32.Sha256("a header"u8);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void What_is_verified_together_comes_out_as_alone(bool isAggregateRight, bool isBesideRight)
    {
        SecretScalar[] secrets = [.. Enumerable.Range(1, 4).Select(static i => Secret((byte)i))];
        G1Bytes[] keys = [.. secrets.Select(static s => s.ToPublicPoint().ToBytes())];
        IEnumerable<G2Bytes> votes = secrets.Skip(isAggregateRight ? 0 : 1).Select(static s =>
            IdentitySignature.Sign(s, IdentityDomain.BlockVote, Network, Voted));
        Hash32 root = IdentitySignature.SigningRoot(IdentityDomain.BlockVote, Network, Voted);
        var beside = new IdentityClaim(
            keys[0],
            IdentitySignature.SigningRoot(IdentityDomain.BlockHeader, Network, Written),
            IdentitySignature.Sign(
                secrets[isBesideRight ? 0 : 1], IdentityDomain.BlockHeader, Network, Written));

        foreach (int capacity in new[] { 0, 1000 })
        {
            var memo = new Memo(capacity);
            G2Bytes aggregate = IdentitySignature.Aggregate(votes);
            Assert.Equal(
                isAggregateRight, IdentitySignature.VerifyAggregate(keys, root, aggregate, memo, beside));
            Assert.Equal(isBesideRight, IdentitySignature.Verify(beside, memo));
            Assert.Equal(isAggregateRight, IdentitySignature.VerifyAggregate(keys, root, aggregate, memo));
        }
    }

    private static SecretScalar Secret(byte last)
    {
        byte[] bytes = new byte[32];
        bytes[31] = last;
        Assert.True(SecretScalar.TryFromBytes(bytes, out SecretScalar? secret));
        return secret!;
    }
}
