using System.Security.Cryptography;
using TrustlessPools.Cryptography.Native;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>
/// A secret element of the scalar field: a key, a share of a key, a coefficient. Zeroed when disposed.
/// </summary>
/// <remarks>
/// Arithmetic on it is blst's constant-time arithmetic. Everything that is computed from it by the methods
/// here is public by its nature (points, signatures) or is itself secret.
/// </remarks>
public sealed class SecretScalar : IDisposable
{
    /// <summary>The length of the big-endian serialisation in bytes.</summary>
    public const int Size = SecretMemory.SlotSize;

    /// <summary>
    /// The number of uniform bytes that make a scalar without noticeable bias (RFC 9380, section 5.2).
    /// </summary>
    public const int UniformSize = 48;

    private readonly SecretMemory.Slot _slot = new();

    private SecretScalar()
    {
    }

    /// <summary>True for the zero element, which is no key.</summary>
    public bool IsZero => Blst.blst_sk_check(in Value) == 0;

    private ref blst_scalar Value => ref _slot.Scalar;

    /// <summary>Reads 32 big-endian bytes, as Ethereum writes secret keys.</summary>
    /// <returns>False for another length, zero, or a number not below the group's order.</returns>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out SecretScalar? secret)
    {
        secret = null;
        if (bytes.Length != Size)
        {
            return false;
        }

        var read = new SecretScalar();
        Blst.blst_scalar_from_bendian(out read.Value, bytes);
        if (read.IsZero)
        {
            read.Dispose();
            return false;
        }

        secret = read;
        return true;
    }

    /// <summary>Reduces uniform bytes modulo the group's order.</summary>
    /// <param name="bytes">At least <see cref="UniformSize"/>; the caller zeroes its own copy.</param>
    public static SecretScalar FromUniformBytes(ReadOnlySpan<byte> bytes)
    {
        Invariant.Holds(bytes.Length >= UniformSize, "A scalar is made from enough uniform bytes.");
        var secret = new SecretScalar();
        _ = Blst.blst_scalar_from_be_bytes(out secret.Value, bytes, (nuint)bytes.Length);
        return secret;
    }

    /// <summary>Makes a secret from a value that its caller treats as one.</summary>
    public static SecretScalar From(Scalar value)
    {
        var secret = new SecretScalar();
        secret.Value = value.ToNative();
        return secret;
    }

    /// <summary>The zero element, to add to.</summary>
    public static SecretScalar Zero() => new();

    /// <summary>Writes 32 big-endian bytes; the caller zeroes them.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Size)
        {
            throw new ArgumentException($"A scalar needs {Size} bytes.", nameof(destination));
        }

        Blst.blst_bendian_from_scalar(destination, in Value);
    }

    /// <summary>The bytes as a secret to be stored.</summary>
    public SecretBytes ToSecretBytes()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        SecretBytes secret = SecretBytes.From(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return secret;
    }

    /// <summary>A secret of its own with the same value.</summary>
    public SecretScalar Copy()
    {
        var copy = new SecretScalar();
        copy.Value = Value;
        return copy;
    }

    /// <summary>Multiplies this by a public factor, in place.</summary>
    public void MultiplyBy(Scalar factor)
    {
        blst_scalar by = factor.ToNative();
        _ = Blst.blst_sk_mul_n_check(ref Value, in Value, in by);
    }

    /// <summary>Adds another secret to this, in place.</summary>
    public void Add(SecretScalar other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _ = Blst.blst_sk_add_n_check(ref Value, in Value, in other.Value);
    }

    /// <summary>
    /// The public value <c>k - c * s</c> that answers a proof's challenge, s being this secret.
    /// </summary>
    /// <param name="nonce">k: fresh, uniform and used once, or the answer gives the secret away.</param>
    /// <param name="challenge">c.</param>
    public Scalar Answer(SecretScalar nonce, Scalar challenge)
    {
        ArgumentNullException.ThrowIfNull(nonce);
        using SecretScalar product = Copy();
        product.MultiplyBy(challenge);
        blst_scalar answer = default;
        _ = Blst.blst_sk_sub_n_check(ref answer, in nonce.Value, in product.Value);
        return Scalar.FromNative(answer);
    }

    /// <summary>The public key of this secret: the generator of G1 times it.</summary>
    public G1Point ToPublicPoint()
    {
        Blst.blst_sk_to_pk_in_g1(out blst_p1 point, in Value);
        return G1Point.FromNonInfinity(in point);
    }

    /// <summary>A point times this secret.</summary>
    public G1Point Multiply(G1Point point)
    {
        blst_p1_affine affine = point.Native;
        Blst.blst_p1_from_affine(out blst_p1 product, in affine);
        Blst.blst_p1_mult(ref product, in product, _slot.Bytes, Scalar.Bits);
        return G1Point.FromNonInfinity(in product);
    }

    /// <summary>Signs a message (draft-irtf-cfrg-bls-signature, CoreSign).</summary>
    /// <param name="message">Of any length; hashed to G2.</param>
    /// <param name="tag">The domain separation tag; Ethereum's unless another use is meant.</param>
    public G2Point Sign(ReadOnlySpan<byte> message, DomainSeparationTag tag)
    {
        Invariant.Holds(!IsZero, "Zero is not a key to sign with.");
        blst_p2 point = HashToCurve.HashToG2(message, tag.AsSpan());
        Blst.blst_sign_pk_in_g1(ref point, in point, in Value);
        return G2Point.FromNonInfinity(in point);
    }

    /// <summary>Zeroes the scalar.</summary>
    public void Dispose() => _slot.Dispose();

    public override string ToString() => "(secret)";
}
