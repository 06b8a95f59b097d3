using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>Judges the witness of an input that spends a witness program (BIP-0141, BIP-0341).</summary>
internal static class WitnessInterpreter
{
    private const string Signature = "a signature";

    internal static ScriptVerdict Judge(Spend spend, WitnessProgram program)
    {
        OutputKind kind = OutputForm.Of(spend.SpentScript.AsSpan()).Kind;
        return kind switch
        {
            OutputKind.WitnessPublicKeyHash => spend.Input.Witness.Count == 2
                ? new ScriptVerdict.Undecided(Signature)
                : Refused(
                    ScriptRefusals.WrongWitnessCount(spend.Input.Witness.Count, "a signature and a key")),
            OutputKind.WitnessScriptHash => JudgeScript(spend, program.Program),
            OutputKind.Taproot when spend.Has(ScriptRules.Taproot) => JudgeTaproot(spend, program.Program),
            OutputKind.Taproot or OutputKind.Anchor => new ScriptVerdict.Valid(),
            _ when program.Version == 0 => Refused(ScriptRefusals.WrongProgramSize(program.Program.Length)),
            _ when spend.Has(ScriptRules.Discourage) =>
                Refused(ScriptRefusals.ProgramDiscouraged(program.Version)),
            _ => new ScriptVerdict.Valid(),
        };
    }

    private static ScriptVerdict.Refused Refused(Refusal refusal) => new(refusal);

    private static ScriptVerdict JudgeScript(Spend spend, ByteString program)
    {
        ByteString[] witness = [.. spend.Input.Witness];
        if (witness is not [.. var arguments, var script])
        {
            return Refused(ScriptRefusals.WrongWitnessCount(supplied: 0, "a script and what it takes"));
        }

        Hash32 hash = Hash32.Sha256(script.AsSpan());
        return hash == new Hash32(program.AsSpan())
            ? Run(spend, arguments, script, ScriptDialect.WitnessV0)
            : Refused(ScriptRefusals.WrongWitnessScript(hash, program));
    }

    private static ScriptVerdict JudgeTaproot(Spend spend, ByteString program)
    {
        ByteString[] witness = [.. spend.Input.Witness];
        if (witness is [_, .., { Length: > 0 } annex] && annex[0] == 0x50)
        {
            witness = witness[..^1];
        }

        return witness switch
        {
            [] => Refused(
                ScriptRefusals.WrongWitnessCount(supplied: 0, "a signature, or script and control block")),
            [_] => new ScriptVerdict.Undecided(Signature),
            [.. var arguments, var script, var control] =>
                LeafOf(spend, new(program.AsSpan()), script, control)
                    ?? Run(spend, arguments, script, ScriptDialect.Tapscript),
        };
    }

    /// <summary>
    /// Checks that the output commits to the leaf, and that the leaf is of a kind that is run.
    /// </summary>
    /// <returns>Why it is not run, or null.</returns>
    private static ScriptVerdict? LeafOf(Spend spend, Hash32 outputKey, ByteString script, ByteString control)
    {
        const int nodesMax = 128;
        const int sizeLeast = 1 + Hash32.Size;
        ReadOnlySpan<byte> bytes = control.AsSpan();
        if (bytes.Length < sizeLeast
            || (bytes.Length - sizeLeast) % Hash32.Size != 0
            || bytes.Length > sizeLeast + (nodesMax * Hash32.Size))
        {
            return Refused(ScriptRefusals.WrongControlSize(bytes.Length));
        }

        if (spend.CheckTweak is not { } isTweaked)
        {
            return new ScriptVerdict.Undecided("curve arithmetic");
        }

        byte version = (byte)(bytes[0] & 0xfe);
        Hash32 root = TaprootTree.LeafHash(version, script);
        for (int i = sizeLeast; i < bytes.Length; i += Hash32.Size)
        {
            root = TaprootTree.BranchHash(root, new(bytes.Slice(i, Hash32.Size)));
        }

        var internalKey = new Hash32(bytes[1..sizeLeast]);
        if (!isTweaked(outputKey, internalKey, TaprootTree.Tweak(internalKey, root), (bytes[0] & 1) != 0))
        {
            return Refused(ScriptRefusals.NotCommitted(outputKey));
        }

        return version == TaprootTree.LeafVersion
            ? NotOwnedIn(script)
            : new ScriptVerdict.Undecided($"leaf version 0x{version:x2}");
    }

    /// <summary>
    /// Looks for operations that make a tapscript valid wherever they stand (OP_SUCCESS of BIP-0342), before
    /// anything is run.
    /// </summary>
    private static ScriptVerdict.Undecided? NotOwnedIn(ByteString script)
    {
        var reader = new ScriptReader(script.AsSpan());
        while (reader.Read())
        {
            byte operation = (byte)reader.Operation;
            if (operation is 0x50 or 0x62 or (>= 0x7e and <= 0x81) or (>= 0x83 and <= 0x86)
                or 0x89 or 0x8a or 0x8d or 0x8e or (>= 0x95 and <= 0x99) or (>= 0xbb and <= 0xfe))
            {
                return new($"operation 0x{operation:x2}");
            }
        }

        return null;
    }

    private static ScriptVerdict Run(
        Spend spend, IEnumerable<ByteString> arguments, ByteString script, ScriptDialect dialect)
    {
        var engine = new ScriptEngine(spend, arguments);
        int longest = engine.Stack.Count == 0 ? 0 : engine.Stack.Max(static i => i.Length);
        if (longest > ScriptEngine.PushSizeMax)
        {
            return Refused(ScriptRefusals.PushTooLong(longest, ScriptEngine.PushSizeMax));
        }

        if (engine.Run(script, dialect) is { } stop)
        {
            return stop;
        }

        return engine switch
        {
            { Stack.Count: not 1 } => Refused(ScriptRefusals.StackNotClean(engine.Stack.Count)),
            { Flaw: { } flaw } => Refused(flaw),
            _ => new ScriptVerdict.Valid(),
        };
    }
}
