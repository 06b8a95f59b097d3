using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>Judges spends of outputs that only templates, locks and constants guard.</summary>
/// <remarks>
/// What it does not own (signatures, HASH160, branches, arithmetic) makes a spend undecided, unless it is
/// refused whatever the answer. Spec: docs/spec/bitcoin.md#scripts.
/// </remarks>
public static class ScriptInterpreter
{
    private const string ShortHash = "HASH160";

    /// <summary>Judges one input.</summary>
    public static ScriptVerdict Judge(Spend spend)
    {
        ArgumentNullException.ThrowIfNull(spend);
        ByteString scriptSig = spend.Input.ScriptSig;
        bool isScriptHash = spend.Has(ScriptRules.ScriptHash)
            && OutputForm.Of(spend.SpentScript.AsSpan()).Kind is OutputKind.ScriptHash;
        if (isScriptHash && !HasOnlyPushes(scriptSig))
        {
            return new ScriptVerdict.Refused(ScriptRefusals.NotOnlyPushes());
        }

        var engine = new ScriptEngine(spend, []);
        return engine.Run(scriptSig, ScriptDialect.Base)
            ?? (isScriptHash ? JudgeScriptHash(spend, engine) : JudgeOutput(spend, engine));
    }

    private static ScriptVerdict JudgeOutput(Spend spend, ScriptEngine engine)
    {
        if (engine.Run(spend.SpentScript, ScriptDialect.Base) is { } stop)
        {
            return stop;
        }

        if (engine.Flaw is { } flaw)
        {
            return new ScriptVerdict.Refused(flaw);
        }

        if (!spend.Has(ScriptRules.Witness))
        {
            return new ScriptVerdict.Valid();
        }

        int scriptSigSize = spend.Input.ScriptSig.Length;
        int witnessCount = spend.Input.Witness.Count;
        return (WitnessProgram.TryRead(spend.SpentScript.AsSpan()), scriptSigSize, witnessCount) switch
        {
            ({ } program, 0, _) => WitnessInterpreter.Judge(spend, program),
            ({ }, _, _) => new ScriptVerdict.Refused(ScriptRefusals.ScriptSigNotEmpty(scriptSigSize)),
            (null, _, > 0) => new ScriptVerdict.Refused(ScriptRefusals.UnexpectedWitness(witnessCount)),
            _ => new ScriptVerdict.Valid(),
        };
    }

    /// <summary>
    /// Runs the script that was pushed last. If that fails, the spend does, whether the hash fits or not: so
    /// a template behind P2SH, which would have to contain its own hash, is refused without HASH160.
    /// </summary>
    private static ScriptVerdict JudgeScriptHash(Spend spend, ScriptEngine engine)
    {
        if (engine.Stack.Count == 0)
        {
            return new ScriptVerdict.Refused(
                ScriptRefusals.StackTooLow(Opcode.Hash160, supplied: 0, permitted: 1));
        }

        ByteString script = engine.Pop();
        if (spend.Has(ScriptRules.Witness) && WitnessProgram.TryRead(script.AsSpan()) is not null)
        {
            return new ScriptVerdict.Undecided(ShortHash);
        }

        ScriptVerdict? stop = engine.Run(script, ScriptDialect.Base);
        return (stop, engine.Flaw) switch
        {
            ({ }, _) => stop,
            (_, { } flaw) => new ScriptVerdict.Refused(flaw),
            _ => new ScriptVerdict.Undecided(ShortHash),
        };
    }

    private static bool HasOnlyPushes(ByteString script)
    {
        var reader = new ScriptReader(script.AsSpan());
        bool isPush = true;
        while (isPush && reader.Read())
        {
            isPush = reader.IsPush;
        }

        return isPush && !reader.HasFlaw;
    }
}
