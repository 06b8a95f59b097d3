using System.Runtime.InteropServices;

namespace TrustlessPools.Cryptography.Native;

/// <summary>The function of OpenSSL 3 that this project uses, with its C name.</summary>
/// <remarks>
/// The runtime's own cryptography is this library on Linux, so it is there. Safety: spans are pinned for the
/// call and have the lengths that are passed; the function keeps no pointer.
/// </remarks>
internal static partial class OpenSsl
{
    private const string Library = "libcrypto.so.3";

    /// <summary>scrypt (RFC 7914).</summary>
    /// <returns>
    /// 1 for success; anything else for parameters that are none or take more than the memory given.
    /// </returns>
    [LibraryImport(Library)]
    internal static partial int EVP_PBE_scrypt(
        ReadOnlySpan<byte> pass,
        nuint passlen,
        ReadOnlySpan<byte> salt,
        nuint saltlen,
        ulong N,
        ulong r,
        ulong p,
        ulong maxmem,
        Span<byte> key,
        nuint keylen);
}
