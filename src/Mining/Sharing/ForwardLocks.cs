using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Scripts;
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
            outputs.Add(new(new(i < left ? each + 1 : each), ScriptOf(height.Value + Coinbase.Maturity + i)));
        }

        return outputs.ToSequence();
    }

    /// <summary>Lets anybody spend in the block of a height or later, which lies above 17.</summary>
    /// <remarks>A transaction is final in blocks above its lock time.</remarks>
    internal static ByteString ScriptOf(ulong height) => new ScriptBuilder()
        .AddNumber((long)height - 1).Add(Opcode.CheckLockTimeVerify).Add(Opcode.Drop).Add(Opcode.Push1)
        .ToScript();
}
