using System.Text.Json;
using NBitcoin.Secp256k1;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Interpretation;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>
/// A case of Bitcoin Core's format: outputs that are spent, the transaction, names of rules.
/// </summary>
/// <param name="Outputs">The spent outputs' scripts.</param>
/// <param name="Bytes">The transaction as it is written.</param>
/// <param name="Flags">The rules, by Bitcoin Core's names.</param>
internal sealed record SpendCase(Dictionary<OutPoint, ByteString> Outputs, byte[] Bytes, string[] Flags)
{
    /// <summary>The transaction.</summary>
    internal Transaction Transaction
    {
        get
        {
            Transaction? read = Transaction.TryDecode(Bytes);
            Assert.NotNull(read);
            return read;
        }
    }

    /// <summary>The cases of a file; arrays of one text are comments.</summary>
    internal static IEnumerable<JsonElement> In(JsonElement all) =>
        all.EnumerateArray().Where(static c => c[0].ValueKind is JsonValueKind.Array);

    internal static SpendCase Read(JsonElement item) => new(
        item[0].EnumerateArray().ToDictionary(
            static o => PointOf(o), static o => ScriptText.Parse(o[2].GetString()!)),
        Hex.Parse(item[1].GetString()!),
        item[2].GetString()!.Split(','));

    /// <summary>Judges each input.</summary>
    internal IEnumerable<ScriptVerdict> Judge(ScriptRules rules)
    {
        Transaction transaction = Transaction;
        return transaction.Inputs.Select((input, i) => ScriptInterpreter.Judge(
            new(transaction, i, Outputs[input.Previous], rules, IsTweaked)));
    }

    /// <summary>The rules that are named; names of rules that the product does not own name none.</summary>
    internal static ScriptRules RulesOf(IEnumerable<string> flags) =>
        flags.Aggregate(ScriptRules.None, static (rules, flag) => rules | RuleOf(flag));

    internal static bool IsTweaked(Hash32 outputKey, Hash32 internalKey, Hash32 tweak, bool isOdd) =>
        ECXOnlyPubKey.TryCreate(outputKey.ToArray(), out ECXOnlyPubKey? output)
        && ECXOnlyPubKey.TryCreate(internalKey.ToArray(), out ECXOnlyPubKey? below)
        && output.CheckIsTweakedWith(below, tweak.ToArray(), isOdd);

    private static ScriptRules RuleOf(string flag) => flag switch
    {
        "P2SH" => ScriptRules.ScriptHash,
        "CHECKLOCKTIMEVERIFY" => ScriptRules.LockTime,
        "CHECKSEQUENCEVERIFY" => ScriptRules.Sequence,
        "WITNESS" => ScriptRules.Witness,
        "DEFAULT_CHECK_TEMPLATE_VERIFY_HASH" => ScriptRules.Template,
        "DISCOURAGE_UPGRADABLE_NOPS" or "DISCOURAGE_UPGRADABLE_WITNESS_PROGRAM" => ScriptRules.Discourage,
        "NONE" or "CLEANSTACK" or "NULLDUMMY" or "DERSIG" or "CONST_SCRIPTCODE" => ScriptRules.None,
        _ => throw new ArgumentException($"An unknown flag: {flag}", nameof(flag)),
    };

    private static OutPoint PointOf(JsonElement output) =>
        new(Digest.Parse(output[0].GetString()!), unchecked((uint)output[1].GetInt64()));
}
