using System.Text;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>
/// A domain separation tag of RFC 9380: what is hashed under one tag means nothing under another.
/// </summary>
public sealed class DomainSeparationTag
{
    private readonly byte[] _tag;

    /// <summary>A tag of 1 to 255 ASCII characters.</summary>
    public DomainSeparationTag(string tag)
    {
        _tag = Encoding.ASCII.GetBytes(tag);
        ArgumentOutOfRangeException.ThrowIfZero(_tag.Length, nameof(tag));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_tag.Length, 255, nameof(tag));
    }

    /// <summary>
    /// Ethereum's signatures (consensus-specs <c>phase0/beacon-chain.md#bls-signatures</c>).
    /// </summary>
    public static DomainSeparationTag Signature { get; } = new("BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_");

    /// <summary>Proofs of possession of a key (draft-irtf-cfrg-bls-signature, section 4.2.3).</summary>
    public static DomainSeparationTag PossessionProof { get; } = new(
        "BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_");

    /// <summary>The tag's bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => _tag;

    public override string ToString() => Encoding.ASCII.GetString(_tag);
}
