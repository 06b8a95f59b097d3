using System.Buffers.Binary;
using System.Security.Cryptography;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cryptography.Ceremonies;

/// <summary>
/// The encryption of a share: a pad from the Diffie-Hellman point that dealer and recipient share.
/// </summary>
/// <remarks>
/// <code>pad = HKDF-SHA256(key: shared point, salt: context root, info: "share" || dealer || recipient), 32
/// bytes</code> The pad is used once, since the ephemeral key is. There is no authentication tag: what is
/// decrypted is checked against the dealer's commitments, by the recipient and, in a dispute, by everybody.
/// </remarks>
internal static class SealedShare
{
    /// <summary>Encrypts a share.</summary>
    internal static Hash32 Seal(
        SecretScalar share,
        G1Point sharedPoint,
        CeremonyContext context,
        OperatorId dealer,
        OperatorId recipient)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        share.CopyTo(bytes);
        ApplyPad(bytes, sharedPoint, context, dealer, recipient);
        return new(bytes);
    }

    /// <summary>Decrypts a share.</summary>
    /// <returns>Null when what comes out is no scalar, which is the dealer's fault.</returns>
    internal static SecretScalar? Open(
        Hash32 encrypted,
        G1Point sharedPoint,
        CeremonyContext context,
        OperatorId dealer,
        OperatorId recipient)
    {
        Span<byte> bytes = stackalloc byte[Hash32.Size];
        encrypted.CopyTo(bytes);
        ApplyPad(bytes, sharedPoint, context, dealer, recipient);
        _ = SecretScalar.TryFromBytes(bytes, out SecretScalar? share);
        CryptographicOperations.ZeroMemory(bytes);
        return share;
    }

    private static void ApplyPad(
        Span<byte> bytes,
        G1Point sharedPoint,
        CeremonyContext context,
        OperatorId dealer,
        OperatorId recipient)
    {
        Span<byte> info = stackalloc byte[5 + (2 * sizeof(uint))];
        "share"u8.CopyTo(info);
        BinaryPrimitives.WriteUInt32LittleEndian(info[5..], dealer.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(info[9..], recipient.Value);
        Span<byte> pad = stackalloc byte[Hash32.Size];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256, sharedPoint.ToBytes().AsSpan(), pad, context.Root.ToArray(), info);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= pad[i];
        }

        CryptographicOperations.ZeroMemory(pad);
    }
}
