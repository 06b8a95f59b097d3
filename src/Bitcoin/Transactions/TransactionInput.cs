using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Transactions;

/// <summary>What a transaction spends, and the proof that it may.</summary>
/// <param name="Previous">The output.</param>
/// <param name="ScriptSig">The script before that output's.</param>
/// <param name="Sequence">nSequence.</param>
/// <param name="Witness">The witness stack, bottom first; empty for none.</param>
public sealed record TransactionInput(
    OutPoint Previous, ByteString ScriptSig, uint Sequence, Sequence<ByteString> Witness)
{
    /// <summary>An nSequence that leaves nLockTime without effect.</summary>
    public const uint SequenceFinal = uint.MaxValue;
}
