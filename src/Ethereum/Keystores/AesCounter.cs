using System.Security.Cryptography;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.Keystores;

/// <summary>AES-128 in counter mode (NIST SP 800-38A, section 6.5), as EIP-2335 uses it.</summary>
internal static class AesCounter
{
    /// <summary>The length of a key in bytes.</summary>
    public const int KeySize = 16;

    /// <summary>The length in bytes of a block, and so of the first counter.</summary>
    public const int BlockSize = 16;

    /// <summary>Encrypts or decrypts in place: both add the same stream.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="firstCounter">16 bytes, counted up as one big-endian number.</param>
    /// <param name="text">Of any length.</param>
    public static void Apply(ReadOnlySpan<byte> key, ReadOnlySpan<byte> firstCounter, Span<byte> text)
    {
        Invariant.Holds(key.Length == KeySize && firstCounter.Length == BlockSize, "AES-128 has its sizes.");
        Span<byte> counter = stackalloc byte[BlockSize];
        Span<byte> stream = stackalloc byte[BlockSize];
        firstCounter.CopyTo(counter);
        using var aes = Aes.Create();
        aes.SetKey(key);
        for (int position = 0; position < text.Length; position++)
        {
            if (position % BlockSize == 0)
            {
                aes.EncryptEcb(counter, stream, PaddingMode.None);
                Increment(counter);
            }

            text[position] ^= stream[position % BlockSize];
        }

        CryptographicOperations.ZeroMemory(stream);
    }

    private static void Increment(Span<byte> counter)
    {
        int i = counter.Length - 1;
        while (i >= 0 && unchecked(++counter[i]) == 0)
        {
            i--;
        }
    }
}
