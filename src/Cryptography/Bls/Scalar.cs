using TrustlessPools.Cryptography.Native;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Cryptography.Bls;

/// <summary>A public element of the scalar field: an index, a challenge, a Lagrange coefficient.</summary>
/// <remarks>
/// The integers modulo r = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001. The default
/// value is zero and valid. Not for secrets, which are <see cref="SecretScalar"/>s.
/// </remarks>
public readonly struct Scalar : IEquatable<Scalar>
{
    /// <summary>The length of the serialisation in bytes, big-endian.</summary>
    public const int Size = 32;

    internal const int Bits = 255;

    private readonly blst_fr _value;

    private Scalar(blst_fr value) => _value = value;

    /// <summary>32 big-endian bytes below the group's order; others do not decode.</summary>
    public static SszType<Scalar> Ssz { get; } = SszTypes.ByteVector(Size).As(
        static bytes => TryFromBytes(bytes.AsSpan(), out Scalar value) ? value : default,
        static value => new ByteString(value.ToBytes()),
        static bytes => TryFromBytes(bytes.AsSpan(), out _));

    /// <summary>The number 1.</summary>
    public static Scalar One { get; } = From(1);

    /// <summary>True for the zero element.</summary>
    public bool IsZero => Equals(default);

    /// <summary>A small number.</summary>
    public static Scalar From(ulong number)
    {
        Blst.blst_fr_from_uint64(out blst_fr value, [number, 0, 0, 0]);
        return new(value);
    }

    /// <summary>The index of an operator's shares.</summary>
    public static Scalar IndexOf(OperatorId id)
    {
        Invariant.Holds(!id.IsDefault, "A share's index is not zero, where the secret itself lies.");
        return From(id.Value);
    }

    /// <summary>Reads 32 big-endian bytes.</summary>
    /// <returns>False for another length or a number not below the group's order.</returns>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out Scalar value)
    {
        value = default;
        if (bytes.Length != Size)
        {
            return false;
        }

        Blst.blst_scalar_from_bendian(out blst_scalar scalar, bytes);
        if (Blst.blst_scalar_fr_check(in scalar) == 0)
        {
            return false;
        }

        value = FromNative(scalar);
        return true;
    }

    /// <summary>
    /// Hashes to a scalar (RFC 9380 hash_to_field with expand_message_xmd, SHA-256, L = 48).
    /// </summary>
    /// <param name="message">What is hashed.</param>
    /// <param name="tag">Its domain.</param>
    public static Scalar Hash(ReadOnlySpan<byte> message, DomainSeparationTag tag)
    {
        Span<byte> uniform = stackalloc byte[SecretScalar.UniformSize];
        HashToCurve.ExpandMessage(message, tag.AsSpan(), uniform);
        _ = Blst.blst_scalar_from_be_bytes(out blst_scalar scalar, uniform, (nuint)uniform.Length);
        return FromNative(scalar);
    }

    public static Scalar operator +(Scalar left, Scalar right)
    {
        Blst.blst_fr_add(out blst_fr result, in left._value, in right._value);
        return new(result);
    }

    public static Scalar operator -(Scalar left, Scalar right)
    {
        Blst.blst_fr_sub(out blst_fr result, in left._value, in right._value);
        return new(result);
    }

    public static Scalar operator *(Scalar left, Scalar right)
    {
        Blst.blst_fr_mul(out blst_fr result, in left._value, in right._value);
        return new(result);
    }

    /// <summary>The number that gives 1 when multiplied with this one, which is not zero.</summary>
    public Scalar Inverse()
    {
        Invariant.Holds(!IsZero, "Zero has no inverse.");
        Blst.blst_fr_inverse(out blst_fr result, in _value);
        return new(result);
    }

    /// <summary>32 big-endian bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        blst_scalar scalar = ToNative();
        Blst.blst_bendian_from_scalar(bytes, in scalar);
        return bytes;
    }

    public bool Equals(Scalar other) => ((ReadOnlySpan<ulong>)_value).SequenceEqual(other._value);

    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    public override int GetHashCode() => _value[0].GetHashCode();

    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    public override string ToString() => Hex.Format(ToBytes());

    internal static Scalar FromNative(blst_scalar scalar)
    {
        Blst.blst_fr_from_scalar(out blst_fr value, in scalar);
        return new(value);
    }

    internal blst_scalar ToNative()
    {
        Blst.blst_scalar_from_fr(out blst_scalar scalar, in _value);
        return scalar;
    }
}
