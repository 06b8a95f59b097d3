using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TrustlessPools.Ethereum.Keystores;

/// <summary>Passwords as EIP-2335 turns them into bytes.</summary>
internal static class Password
{
    private const int Delete = 0x7f;
    private const int C1End = 0xa0;

    /// <summary>NFKD, without control codes, in UTF-8; the caller zeroes the bytes.</summary>
    public static byte[] ToBytes(ReadOnlySpan<char> password)
    {
        int[] points = CompatibilityDecomposition.Decompose(password);
        try
        {
            int length = 0;
            foreach (int point in points)
            {
                length += IsControl(point) ? 0 : new Rune(point).Utf8SequenceLength;
            }

            var bytes = new byte[length];
            int position = 0;
            foreach (int point in points)
            {
                position += IsControl(point) ? 0 : new Rune(point).EncodeToUtf8(bytes.AsSpan(position));
            }

            return bytes;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(points.AsSpan()));
        }
    }

    private static bool IsControl(int point) => point is < ' ' or (>= Delete and < C1End);
}
