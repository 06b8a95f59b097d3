using TrustlessPools.Cryptography.Native;

namespace TrustlessPools.Cryptography.Passwords;

/// <summary>The key derivation scrypt, RFC 7914, by OpenSSL.</summary>
public static class Scrypt
{
    /// <summary>The memory in bytes that a derivation may take at most.</summary>
    public const ulong MemoryBytesMax = 1UL << 30;

    /// <summary>Derives a key from a password.</summary>
    /// <param name="password">Any bytes; the caller zeroes them.</param>
    /// <param name="salt">Any bytes.</param>
    /// <param name="cost">What it takes.</param>
    /// <param name="key">Filled with the key; the caller zeroes it.</param>
    /// <returns>How it went; the key is zero unless derived.</returns>
    public static ScryptOutcome Derive(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, ScryptCost cost, Span<byte> key)
    {
        key.Clear();
        if (!cost.IsValid)
        {
            return ScryptOutcome.CostRefused;
        }

        try
        {
            // OpenSSL counts its working memory, of which the vector of N blocks is nearly all.
            int result = OpenSsl.EVP_PBE_scrypt(
                password,
                (nuint)password.Length,
                salt,
                (nuint)salt.Length,
                cost.N,
                cost.R,
                cost.P,
                2 * MemoryBytesMax,
                key,
                (nuint)key.Length);
            return result == 1 ? ScryptOutcome.Derived : ScryptOutcome.CostRefused;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return ScryptOutcome.Unavailable;
        }
    }
}

/// <summary>How a derivation went.</summary>
public enum ScryptOutcome
{
    /// <summary>There is a key.</summary>
    Derived,

    /// <summary>The cost is not one of scrypt, or more than is permitted.</summary>
    CostRefused,

    /// <summary>OpenSSL 3 is not installed.</summary>
    Unavailable,
}

/// <summary>What a derivation takes, with the names of RFC 7914.</summary>
/// <param name="N">The number of blocks in memory: a power of two above 1.</param>
/// <param name="R">The size of a block in units of 128 bytes.</param>
/// <param name="P">How many times it is done.</param>
public readonly record struct ScryptCost(ulong N, ulong R, ulong P)
{
    /// <summary>The most that <see cref="P"/> may be, which takes time but no memory.</summary>
    public const ulong RepetitionsMax = 16;

    private const ulong BlockUnitBytes = 128;

    /// <summary>True when the numbers are ones of scrypt and stay below the bounds here.</summary>
    public bool IsValid =>
        N > 1
        && ulong.IsPow2(N)
        && R > 0
        && R <= Scrypt.MemoryBytesMax / BlockUnitBytes / N
        && P is > 0 and <= RepetitionsMax;
}
