using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TrustlessPools.Cryptography.Native;

/// <summary>
/// Slots of 32 bytes for secrets, outside the collected heap, which moves objects and leaves copies behind.
/// </summary>
/// <remarks>
/// Pages are locked into memory and kept out of core dumps where the system allows it, and are never given
/// back, so that
/// <see cref="Contains"/> can show that nothing of an erased secret is left. A slot is zero while it is free.
/// </remarks>
internal static unsafe partial class SecretMemory
{
    internal const int SlotSize = 32;

    private const int PageSize = 4096;
    private const int DoNotDump = 16; // MADV_DONTDUMP, linux/mman.h

    private static readonly Lock Gate = new();
    private static readonly List<nint> Pages = [];
    private static readonly Stack<nint> Free = new();

    private static byte* Rent()
    {
        lock (Gate)
        {
            if (Free.Count == 0)
            {
                AddPage();
            }

            return (byte*)Free.Pop();
        }
    }

    private static void Return(byte* slot)
    {
        CryptographicOperations.ZeroMemory(new Span<byte>(slot, SlotSize));
        lock (Gate)
        {
            Free.Push((nint)slot);
        }
    }

    /// <summary>A slot in use, zeroed and given back when disposed.</summary>
    /// <remarks>Safety: the pointer is valid until then and never leaves this class.</remarks>
    internal sealed class Slot : IDisposable
    {
        private byte* _address = Rent();

        ~Slot() => Release();

        internal Span<byte> Bytes
        {
            get
            {
                ObjectDisposedException.ThrowIf(_address is null, typeof(SecretMemory));
                return new(_address, SlotSize);
            }
        }

        internal ref blst_scalar Scalar
        {
            get
            {
                ObjectDisposedException.ThrowIf(_address is null, typeof(SecretMemory));
                return ref *(blst_scalar*)_address;
            }
        }

        public void Dispose()
        {
            Release();
            GC.SuppressFinalize(this);
        }

        private void Release()
        {
            if (_address is not null)
            {
                Return(_address);
                _address = null;
            }
        }
    }

    /// <summary>
    /// True when the bytes lie anywhere in the pages, in use or free. For tests of erasure.
    /// </summary>
    internal static bool Contains(ReadOnlySpan<byte> needle)
    {
        lock (Gate)
        {
            foreach (nint page in Pages)
            {
                if (new ReadOnlySpan<byte>((void*)page, PageSize).IndexOf(needle) >= 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static void AddPage()
    {
        var page = (byte*)NativeMemory.AlignedAlloc(PageSize, PageSize);
        NativeMemory.Clear(page, PageSize);
        if (OperatingSystem.IsLinux())
        {
            // Best effort: an unprivileged process may have used up its RLIMIT_MEMLOCK.
            _ = mlock(page, PageSize);
            _ = madvise(page, PageSize, DoNotDump);
        }

        Pages.Add((nint)page);
        for (int offset = 0; offset < PageSize; offset += SlotSize)
        {
            Free.Push((nint)(page + offset));
        }
    }

    [LibraryImport("libc")]
    private static partial int mlock(void* address, nuint length);

    [LibraryImport("libc")]
    private static partial int madvise(void* address, nuint length, int advice);
}
