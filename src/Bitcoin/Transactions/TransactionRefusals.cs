using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Transactions;

/// <summary>
/// Every reason for which a transaction is refused whatever it spends; docs/reasons.md lists them.
/// </summary>
internal static class TransactionRefusals
{
    internal static Refusal NoInputs() => new("NoInputs", "0 inputs", "1 input or more");

    internal static Refusal NoOutputs() => new("NoOutputs", "0 outputs", "1 output or more");

    internal static Refusal TransactionTooLarge(int supplied, int permitted) => new(
        "TransactionTooLarge", $"{supplied} bytes without witnesses", $"at most {permitted}");

    internal static Refusal AmountOutOfRange(int output, Satoshi supplied) => new(
        "AmountOutOfRange",
        $"{unchecked((long)supplied.Value)} satoshi in output {output}",
        $"0 to {Satoshi.MoneyMax} satoshi");

    internal static Refusal TotalOutOfRange(Satoshi supplied) => new(
        "TotalOutOfRange", $"{supplied} satoshi in all", $"at most {Satoshi.MoneyMax} satoshi");

    internal static Refusal CoinbaseScriptSize(int supplied) => new(
        "CoinbaseScriptSize",
        $"{supplied} bytes",
        $"{TransactionRules.CoinbaseScriptSizeLeast} to {TransactionRules.CoinbaseScriptSizeMax} bytes");

    internal static Refusal RepeatedInput(OutPoint supplied) =>
        new("RepeatedInput", $"output {supplied} twice", "each output once");

    internal static Refusal NullInput() =>
        new("NullInput", "an input that names no output", "one in a coinbase, which has no other");

    internal static Refusal SizeOfTwoHashes() =>
        new("SizeOfTwoHashes", "64 bytes without witnesses", "any other size");
}
