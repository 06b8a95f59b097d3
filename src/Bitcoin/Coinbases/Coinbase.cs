using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Coinbases;

/// <summary>Builds and judges the transaction that pays a block's reward.</summary>
/// <remarks>Spec: docs/spec/bitcoin.md#coinbases.</remarks>
public static class Coinbase
{
    /// <summary>The blocks after which a coinbase may be spent: at its height and this, or later.</summary>
    public const uint Maturity = 100;

    private const int Version = 2;

    /// <summary>
    /// Builds a coinbase in the shape of BIP-0054: nLockTime is the height before, and nSequence lets it
    /// count.
    /// </summary>
    /// <param name="script">Height, tag and extra nonce.</param>
    /// <param name="outputs">What it pays, in order; one or more.</param>
    /// <param name="commitment">
    /// The commitment to the block's witnesses with a reserved value of zeros, which becomes the last output;
    /// null for a block without witnesses.
    /// </param>
    /// <param name="coinbase">The transaction, unless it is refused.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? TryBuild(
        CoinbaseScript script,
        Sequence<TransactionOutput> outputs,
        Hash32? commitment,
        out Transaction? coinbase)
    {
        ArgumentNullException.ThrowIfNull(script);
        var reserved = new ByteString(new byte[Hash32.Size]);
        var input = new TransactionInput(
            OutPoint.Null,
            script.Encode(),
            TransactionInput.SequenceFinal - 1,
            commitment is null ? [] : [reserved]);
        Sequence<TransactionOutput> all = commitment is { } hash
            ? outputs.Add(new(default, WitnessCommitment.ToScript(hash)))
            : outputs;
        var built = new Transaction(Version, [input], all, LockTimeAt(script.Height));
        Refusal? refusal = outputs.Count == 0
            ? TransactionRefusals.NoOutputs()
            : TransactionRules.Check(built) ?? TransactionRules.CheckSize(built);
        coinbase = refusal is null ? built : null;
        return refusal;
    }

    /// <summary>Checks a coinbase's nLockTime and nSequence against BIP-0054.</summary>
    /// <param name="coinbase">A coinbase.</param>
    /// <param name="height">Its block's height.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? CheckLock(Transaction coinbase, BlockHeight height)
    {
        ArgumentNullException.ThrowIfNull(coinbase);
        uint lockTime = LockTimeAt(height);
        return coinbase switch
        {
            { IsCoinbase: false } => BlockRefusals.NotACoinbase(),
            _ when coinbase.LockTime != lockTime =>
                BlockRefusals.CoinbaseLockTime(coinbase.LockTime, lockTime),
            _ when coinbase.Inputs[0].Sequence == TransactionInput.SequenceFinal =>
                BlockRefusals.CoinbaseSequenceFinal(),
            _ => null,
        };
    }

    // The genesis has no height before, and is never built.
    private static uint LockTimeAt(BlockHeight height) => Math.Max(height.Value, 1) - 1;
}
