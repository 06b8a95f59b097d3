using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>
/// A key whose owner does not know its secret would cancel others' keys in an aggregate, or turn disputes
/// about its shares into ones about somebody else's. None gets in.
/// </summary>
public sealed class RogueKeyTests
{
    private static readonly OperatorId Mallory = new(2);

    [Fact]
    public void A_network_begins_with_no_rogue_identity_key()
    {
        var chain = new ChainHarness();
        NetworkGenesis genesis = chain.Genesis;
        PublicIdentity rogue = RogueIdentity(chain);
        Assert.Equal("UnprovenKey", (genesis with
        {
            Operators = genesis.Operators.Map(o => o.Id == Mallory ? o with { Identity = rogue } : o),
        }).Flaw()!.Reason);
    }

    [Fact]
    public void Nobody_registers_with_a_rogue_identity_key_even_with_a_quorums_consent()
    {
        var chain = new ChainHarness();
        PublicIdentity rogue = RogueIdentity(chain) with { CertificatePin = Hash32.Sha256("certificate"u8) };
        AssertRejected("UnprovenKey", chain.Try(Mallory, chain.Sponsor(rogue, chain.State.Voters)));
    }

    [Fact]
    public void Somebody_registers_with_a_quorums_consent_and_not_with_less()
    {
        var chain = new ChainHarness();
        PublicIdentity honest = chain.NewIdentity("somebody");
        AssertRejected("NoQuorum", chain.Try(Mallory, chain.Sponsor(honest, chain.State.Voters.Take(2))));
        RegisterOperator consent = chain.Sponsor(honest, chain.State.Voters.Take(3));
        AssertRejected("BadSignature", chain.Try(
            Mallory, consent with { Sponsors = BitString.Of(4, [1, 2, 3]) }));
        var accepted = Assert.IsType<OperationOutcome.Accepted>(chain.Try(Mallory, consent));
        Assert.Equal(honest, accepted.State.Operators[^1].Record.Identity);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void An_encryption_key_copied_or_shifted_from_another_operator_is_refused(ulong shift)
    {
        var chain = new ChainHarness();
        using SecretBytes seed = chain.NewSeed();
        EncryptionKey honest = EncryptionKey.From(
            PostKeys.ProofContext(chain.Rules.Network, new(1), new(0), attempt: 0), seed);
        Assert.True(G1Point.TryDecode(honest.Key, out G1Point point));
        if (shift > 0)
        {
            Assert.True(G1Point.TrySum([point, G1Point.Generator.Multiply(Scalar.From(shift))], out point));
        }

        EncryptionKey rogue = honest with { Key = point.ToBytes() };
        AssertRejected("UnprovenKey", chain.Try(
            Mallory,
            new PostKeys(
                new(0), [.. Enumerable.Repeat(rogue, chain.Genesis.Parameters.Windows.KeysPerTerm)])));
    }

    private static void AssertRejected(string reason, OperationOutcome outcome) =>
        Assert.Equal(reason, Assert.IsType<OperationOutcome.Rejected>(outcome).Refusal.Reason);

    /// <summary>Mallory's key less everybody else's, with the best proof that Mallory can give.</summary>
    private static PublicIdentity RogueIdentity(ChainHarness chain)
    {
        G1Point[] parts = [.. chain.Operators.Values.Select(static p => p.Id == Mallory
            ? p.Identity.ToPublicPoint()
            : p.Identity.ToPublicPoint().Negate())];
        Assert.True(G1Point.TrySum(parts, out G1Point rogue));
        SecretScalar secret = chain.Operators[Mallory].Identity;
        return chain.Operators[Mallory].PublicIdentity with
        {
            IdentityKey = rogue.ToBytes(),
            Possession = secret.Sign(rogue.ToBytes().AsSpan(), DomainSeparationTag.PossessionProof).ToBytes(),
        };
    }
}
