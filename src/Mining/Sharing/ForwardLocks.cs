using System.Buffers.Binary;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>
/// Payments to miners who are not known yet: an output that anybody can spend from some height on is the
/// miner's of the block at that height, as nobody can take it sooner and nobody else decides what is in it.
/// </summary>
/// <remarks>Spec: docs/spec/mining-pool.md#bootstrap; locks by BIP-0065.</remarks>
internal static class ForwardLocks
{
    /// <summary>COINBASE_MATURITY: the blocks before a coinbase's outputs can be spent.</summary>
    internal const uint Maturity = 100;

    private const byte CheckLockTimeVerify = 0xb1;
    private const byte Drop = 0x75;
    private const byte True = 0x51;

    /// <summary>
    /// Equal payments to the miners of consecutive blocks, from the first that can spend them.
    /// </summary>
    /// <param name="amount">All of it; the first ones get the satoshi that are left.</param>
    /// <param name="count">To how many blocks, at least 1.</param>
    /// <param name="height">The block that pays.</param>
    internal static Sequence<TransactionOutput> Of(Satoshi amount, int count, Height height)
    {
        var outputs = new List<TransactionOutput>();
        (ulong each, ulong left) = Math.DivRem(amount.Value, (ulong)count);
        for (ulong i = 0; i < (ulong)count && (each > 0 || i < left); i++)
        {
            outputs.Add(new(new(i < left ? each + 1 : each), ScriptOf(height.Value + Maturity + i)));
        }

        return outputs.ToSequence();
    }

    /// <summary>Lets anybody spend in the block of a height or later, which lies above 16.</summary>
    internal static ByteString ScriptOf(ulong height)
    {
        // A transaction is final in blocks above its lock time.
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, height - 1);
        int length = bytes.TrimEnd((byte)0).Length;

        // The highest bit is the sign.
        length += (bytes[length - 1] & 0x80) >> 7;
        return new([(byte)length, .. bytes[..length], CheckLockTimeVerify, Drop, True]);
    }
}
