namespace TrustlessPools.Primitives;

/// <summary>Philox4x32-10: a random block as a pure function of a counter and a key.</summary>
/// <remarks>
/// Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011, section 3.3. Chosen
/// over the platform's generators as its numbers are the same on every machine and version, any of them can
/// be computed without those before it, and it has published vectors. Not for secrets.
/// </remarks>
public static class Philox
{
    private const uint MultiplierA = 0xD2511F53;
    private const uint MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The four words at a counter under a key.</summary>
    public static Block At(Block counter, (uint A, uint B) key)
    {
        (uint c0, uint c1, uint c2, uint c3) = counter;
        (uint k0, uint k1) = key;
        for (int round = 0; round < Rounds; round++)
        {
            ulong a = (ulong)MultiplierA * c0;
            ulong b = (ulong)MultiplierB * c2;
            (c0, c1, c2, c3) = ((uint)(b >> 32) ^ c1 ^ k0, unchecked((uint)b), (uint)(a >> 32) ^ c3 ^ k1,
                unchecked((uint)a));
            k0 = unchecked(k0 + WeylA);
            k1 = unchecked(k1 + WeylB);
        }

        return new(c0, c1, c2, c3);
    }

    /// <summary>Four 32-bit words: a counter, or the random words at it.</summary>
    public readonly record struct Block(uint A, uint B, uint C, uint D);
}
