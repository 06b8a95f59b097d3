using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cli.Operator;

/// <summary>An operator's signed word that somebody may become an operator; a file.</summary>
/// <param name="Network">Of which network.</param>
/// <param name="Sponsor">The identity key of who consents.</param>
/// <param name="Identity">The root of the public file that is consented to.</param>
/// <param name="Signature">By that key, for <see cref="IdentityDomain.Sponsorship"/>.</param>
internal sealed record Consent(Hash32 Network, G1Bytes Sponsor, Hash32 Identity, G2Bytes Signature)
{
    /// <summary>The file.</summary>
    internal static JsonShape<Consent> Shape { get; } = JsonObject.Of<Consent>()
        .Member("network", JsonShapes.Of(SszTypes.Hash32), static x => x.Network)
        .Member("sponsor", JsonShapes.Of(G1Bytes.Ssz), static x => x.Sponsor)
        .Member("identity", JsonShapes.Of(SszTypes.Hash32), static x => x.Identity)
        .Member("signature", JsonShapes.Of(G2Bytes.Ssz), static x => x.Signature)
        .Build(static m => new(
            Network: m.Take<Hash32>(), m.Take<G1Bytes>(), Identity: m.Take<Hash32>(), m.Take<G2Bytes>()));

    /// <summary>Consents.</summary>
    internal static Consent Give(PublicIdentity identity, SecretScalar sponsor, Hash32 network)
    {
        Hash32 root = PublicIdentity.Ssz.HashTreeRoot(identity);
        return new(
            network,
            sponsor.ToPublicPoint().ToBytes(),
            root,
            IdentitySignature.Sign(sponsor, IdentityDomain.Sponsorship, network, root));
    }

    /// <summary>Reads a file, and checks that it consents to just this.</summary>
    /// <exception cref="ConfigurationException">It does not.</exception>
    internal static Consent Read(string path, PublicIdentity identity, Hash32 network)
    {
        if (!Shape.TryParse(File.ReadAllText(path), out Consent? consent, out string? flaw))
        {
            throw new ConfigurationException(new(
                "MalformedFile", $"{path}: {flaw}", "what 'tpool operator consent' wrote"));
        }

        if (consent.Network != network || consent.Identity != PublicIdentity.Ssz.HashTreeRoot(identity))
        {
            throw new ConfigurationException(new(
                "OtherConsent", path, $"consent to '{identity.Name}' in network {network.ToShortString()}"));
        }

        return IdentitySignature.Verify(
            consent.Sponsor, RegisterOperator.SigningRoot(identity, network), consent.Signature, new Memo(0))
            ? consent
            : throw new ConfigurationException(new(
                "BadConsent", path, "a consent that its sponsor signed"));
    }
}
