using System.Buffers.Binary;
using TrustlessPools.Primitives;

namespace TrustlessPools.Committees.Assignment;

/// <summary>
/// The seeds of draws, each with a domain of its own, so that no two draws share their randomness.
/// </summary>
/// <remarks>
/// Both hash a domain in ASCII, then fixed-width numbers, then a finalized RANDAO mix. The two hashed texts
/// differ in length, so that neither is ever the other's. Spec: docs/spec/committees.md#seed.
/// </remarks>
public static class DrawSeed
{
    /// <summary>The seed of the draw of all committees of a term.</summary>
    /// <param name="term">The term that the committees will serve.</param>
    /// <param name="mix">The RANDAO mix of an epoch that began after the eligible set was frozen.</param>
    public static Hash32 For(Term term, Hash32 mix)
    {
        // "tpool/draw" (10) | term (8, little-endian) | mix (32)
        ReadOnlySpan<byte> domain = "tpool/draw"u8;
        Span<byte> text = stackalloc byte[domain.Length + sizeof(ulong) + Hash32.Size];
        domain.CopyTo(text);
        BinaryPrimitives.WriteUInt64LittleEndian(text[domain.Length..], term.Value);
        mix.CopyTo(text[(domain.Length + sizeof(ulong))..]);
        return Hash32.Sha256(text);
    }

    /// <summary>The seed of a draw that replaces one pool's committee within its term.</summary>
    /// <param name="term">The term that is running.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="attempt">0 for the pool's first replacement in this term, 1 for the next, ….</param>
    /// <param name="mix">The RANDAO mix of an epoch that began after the replacement was decided.</param>
    public static Hash32 ForReplacement(Term term, PoolId pool, uint attempt, Hash32 mix)
    {
        // "tpool/replacement" (17) | term (8) | pool (4) | attempt (4), each little-endian | mix (32)
        ReadOnlySpan<byte> domain = "tpool/replacement"u8;
        Span<byte> text = stackalloc byte[domain.Length + sizeof(ulong) + (2 * sizeof(uint)) + Hash32.Size];
        domain.CopyTo(text);
        Span<byte> rest = text[domain.Length..];
        BinaryPrimitives.WriteUInt64LittleEndian(rest, term.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[sizeof(ulong)..], pool.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[(sizeof(ulong) + sizeof(uint))..], attempt);
        mix.CopyTo(rest[(sizeof(ulong) + (2 * sizeof(uint)))..]);
        return Hash32.Sha256(text);
    }
}
