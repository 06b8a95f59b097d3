using System.Numerics;
using TrustlessPools.Ledger;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Naive;

/// <summary>Amounts of a random trace: around the boundaries, and far beyond them.</summary>
internal static class TraceAmounts
{
    /// <summary>Mostly permitted: all, almost all, one Gwei, or anything between.</summary>
    internal static Gwei Within(SeededGenerator random, BigInteger most)
    {
        ulong bound = (ulong)BigInteger.Min(most, LedgerParameters.AmountMax.Value);
        return bound == 0 ? new(1) : random.NextBelow(8) switch
        {
            0 => new(bound),
            1 => new(1),
            2 => new(Math.Max(1, bound - 1)),
            _ => new(1 + random.NextBelow(bound)),
        };
    }

    /// <summary>Zero, one too much, or near a limit of machine integers or of the ledger.</summary>
    internal static Gwei Absurd(SeededGenerator random, BigInteger most) => new(random.NextBelow(7) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 => ulong.MaxValue - random.NextBelow(1UL << 40),
        3 => 1UL << 63,
        4 => LedgerParameters.AmountMax.Value,
        5 => LedgerParameters.AmountMax.Value + 1,
        _ => (ulong)BigInteger.Min(most + 1, ulong.MaxValue),
    });
}
