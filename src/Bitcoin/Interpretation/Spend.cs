using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>An input that is to be judged.</summary>
/// <param name="Transaction">The transaction that spends.</param>
/// <param name="InputIndex">Which of its inputs.</param>
/// <param name="SpentScript">The script of the output that is spent.</param>
/// <param name="Rules">The rules that are in force.</param>
/// <param name="CheckTweak">Curve arithmetic, or null: then taproot scripts are not decided.</param>
public sealed record Spend(
    Transaction Transaction,
    int InputIndex,
    ByteString SpentScript,
    ScriptRules Rules,
    TweakCheck? CheckTweak)
{
    internal TransactionInput Input => Transaction.Inputs[InputIndex];

    internal bool Has(ScriptRules rule) => (Rules & rule) == rule;
}
