using System.Numerics;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>How many hashes a chain took on average; the chain with most work is followed.</summary>
/// <remarks>The default value is no work and valid.</remarks>
public readonly record struct ChainWork : IComparable<ChainWork>
{
    private readonly BigInteger _hashes;

    internal ChainWork(BigInteger hashes) => _hashes = hashes;

    public static ChainWork operator +(ChainWork left, ChainWork right) =>
        new(left._hashes + right._hashes);

    public int CompareTo(ChainWork other) => _hashes.CompareTo(other._hashes);

    public static bool operator <(ChainWork left, ChainWork right) => left._hashes < right._hashes;

    public static bool operator >(ChainWork left, ChainWork right) => left._hashes > right._hashes;

    public static bool operator <=(ChainWork left, ChainWork right) => left._hashes <= right._hashes;

    public static bool operator >=(ChainWork left, ChainWork right) => left._hashes >= right._hashes;

    public override string ToString() => $"{_hashes}";
}
