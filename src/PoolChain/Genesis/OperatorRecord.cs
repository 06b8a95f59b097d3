using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Genesis;

/// <summary>
/// What everybody knows of an operator: the content of its public file, with the number that the network gave
/// it.
/// </summary>
/// <param name="Id">The operator's number.</param>
/// <param name="Identity">Who it is.</param>
public sealed record OperatorRecord(OperatorId Id, PublicIdentity Identity)
{
    public static SszContainer<OperatorRecord> Ssz { get; } = SszContainer.Of<OperatorRecord>()
        .Field("id", SszTypes.OperatorId, static x => x.Id)
        .Field("identity", PublicIdentity.Ssz, static x => x.Identity)
        .BuildRemembering(static v => new(v.Take<OperatorId>(), v.Take<PublicIdentity>()));
}

/// <summary>What an operator publishes of itself before it has a number.</summary>
/// <param name="Name">For people; at most 64 characters.</param>
/// <param name="IdentityKey">The BLS key that signs its votes and operations; never a validator's
/// key.</param>
/// <param name="Possession">Proof of possession of that key, without which its votes could not be aggregated
/// safely.</param>
/// <param name="CertificatePin">SHA-256 of the public key info (SPKI) of its TLS certificate.</param>
/// <param name="Address">Where its peers reach it, as host:port.</param>
public sealed record PublicIdentity(
    string Name, G1Bytes IdentityKey, G2Bytes Possession, Hash32 CertificatePin, string Address)
{
    /// <summary>The longest name.</summary>
    public const int NameLengthMax = 64;

    /// <summary>The longest address.</summary>
    public const int AddressLengthMax = 256;

    public static SszContainer<PublicIdentity> Ssz { get; } = SszContainer.Of<PublicIdentity>()
        .Field("name", SszTypes.Text(NameLengthMax), static x => x.Name)
        .Field("identity_key", G1Bytes.Ssz, static x => x.IdentityKey)
        .Field("possession", G2Bytes.Ssz, static x => x.Possession)
        .Field("certificate_pin", SszTypes.Hash32, static x => x.CertificatePin)
        .Field("address", SszTypes.Text(AddressLengthMax), static x => x.Address)
        .Build(static v => new(
            v.Take<string>(), v.Take<G1Bytes>(), v.Take<G2Bytes>(), v.Take<Hash32>(), v.Take<string>()));

    /// <summary>Proves possession of an identity key (draft-irtf-cfrg-bls-signature, PopProve).</summary>
    public static G2Bytes ProvePossession(SecretScalar identitySecret)
    {
        ArgumentNullException.ThrowIfNull(identitySecret);
        G1Bytes key = identitySecret.ToPublicPoint().ToBytes();
        return identitySecret.Sign(key.AsSpan(), DomainSeparationTag.PossessionProof).ToBytes();
    }

    /// <summary>True when the key is a key and its possession is proven (PopVerify).</summary>
    public bool IsPossessionProven() =>
        G1Point.TryDecode(IdentityKey, out G1Point key)
        && G2Point.TryDecode(Possession, out G2Point proof)
        && Signatures.Verify(key, IdentityKey.AsSpan(), proof, DomainSeparationTag.PossessionProof);
}
