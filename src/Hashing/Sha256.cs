using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TrustlessPools.Hashing;

/// <summary>
/// SHA-256 (FIPS 180-4) by supranational/blst, which takes the processor's instructions for it.
/// </summary>
/// <remarks>
/// A tree hashes millions of pairs of 64 bytes; the base library sets up a digest for each of them, which
/// takes several times as long as the hash (<c>benchmarks merkle</c>).
/// Safety: spans are pinned for the call, <c>blst_sha256</c> keeps no pointer and no state, and digest and
/// message may overlap, as the digest is written last.
/// </remarks>
public static partial class Sha256
{
    /// <summary>The bytes of a digest.</summary>
    public const int Size = 32;

    // The collector cannot run while a call without transition does: it stays at a microsecond or two.
    private const int ShortMax = 1024;

    private const string Library = "blst";

    /// <summary>Hashes a message.</summary>
    /// <param name="message">Any length.</param>
    /// <param name="digest">
    /// At least 32 bytes, of which the first 32 are written; perhaps of the message.
    /// </param>
    /// <exception cref="ArgumentException">The digest has no room for 32 bytes.</exception>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        if (digest.Length < Size)
        {
            throw new ArgumentException($"A digest has {Size} bytes, there is room for {digest.Length}.");
        }

        if (message.Length <= ShortMax)
        {
            HashShort(digest, message, (nuint)message.Length);
        }
        else
        {
            HashLong(digest, message, (nuint)message.Length);
        }
    }

    [LibraryImport(Library, EntryPoint = "blst_sha256")]
    [SuppressGCTransition]
    private static partial void HashShort(Span<byte> digest, ReadOnlySpan<byte> message, nuint length);

    [LibraryImport(Library, EntryPoint = "blst_sha256")]
    private static partial void HashLong(Span<byte> digest, ReadOnlySpan<byte> message, nuint length);
}
