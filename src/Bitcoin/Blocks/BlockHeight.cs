using System.Globalization;

namespace TrustlessPools.Bitcoin.Blocks;

/// <summary>The position of a block in Bitcoin's chain; the genesis has height 0.</summary>
/// <remarks>
/// Four bytes, as in nLockTime and in what a coinbase begins with (BIP-0034); the rule of the mining pool
/// counts in the wider one that every chain here has. The default value is zero and valid. Arithmetic
/// is checked.
/// </remarks>
public readonly record struct BlockHeight(uint Value) : IComparable<BlockHeight>
{
    /// <summary>The height of the next block.</summary>
    public BlockHeight Next => new(Value + 1);

    public int CompareTo(BlockHeight other) => Value.CompareTo(other.Value);

    public static bool operator <(BlockHeight left, BlockHeight right) => left.Value < right.Value;

    public static bool operator >(BlockHeight left, BlockHeight right) => left.Value > right.Value;

    public static bool operator <=(BlockHeight left, BlockHeight right) => left.Value <= right.Value;

    public static bool operator >=(BlockHeight left, BlockHeight right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
