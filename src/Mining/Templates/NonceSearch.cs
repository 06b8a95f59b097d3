using TrustlessPools.Bitcoin.Blocks;

namespace TrustlessPools.Mining.Templates;

/// <summary>Finds a nonce one by one: for networks of one's own, where two tries are enough.</summary>
public static class NonceSearch
{
    /// <summary>Tries nonces from the header's own on.</summary>
    /// <param name="header">The header.</param>
    /// <param name="tries">How many at most.</param>
    /// <returns>The first header that meets its target; null when none of them does.</returns>
    public static BlockHeader? Find(BlockHeader header, uint tries)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (Target.TryFromBits(header.Bits) is not { } target)
        {
            return null;
        }

        for (uint i = 0; i < tries; i++)
        {
            BlockHeader tried = header with { Nonce = unchecked(header.Nonce + i) };
            if (target.IsMetBy(tried.Hash))
            {
                return tried;
            }
        }

        return null;
    }
}
