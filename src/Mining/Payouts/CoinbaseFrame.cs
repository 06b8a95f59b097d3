using TrustlessPools.Bitcoin.Encoding;

namespace TrustlessPools.Mining.Payouts;

/// <summary>What a coinbase holds beside its payouts.</summary>
/// <param name="ScriptSigLength">Bytes of the scriptSig, 2 to 100.</param>
/// <param name="OtherOutputs">How many outputs pay nobody.</param>
/// <param name="OtherOutputsSize">Their bytes together.</param>
public readonly record struct CoinbaseFrame(int ScriptSigLength, int OtherOutputs, int OtherOutputsSize)
{
    /// <summary>The largest scriptSig, and the commitment to witnesses (BIP-0141).</summary>
    public static readonly CoinbaseFrame Usual = new(ScriptSigLength: 100, OtherOutputs: 1, CommitmentSize);

    private const int CommitmentSize = 8 + 1 + 38;

    /// <summary>The bytes without witness of a coinbase with so many payouts of so many bytes.</summary>
    internal int SizeWith(int outputs, int outputsSize) =>
        4 + 1 + 36 + BitcoinWriter.SizeOfCompact((ulong)ScriptSigLength) + ScriptSigLength + 4
        + BitcoinWriter.SizeOfCompact((ulong)(OtherOutputs + outputs)) + OtherOutputsSize + outputsSize + 4;
}
