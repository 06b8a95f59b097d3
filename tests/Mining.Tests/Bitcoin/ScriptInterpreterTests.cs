using TrustlessPools.Bitcoin.Interpretation;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>
/// Each way in which a script refuses, each way in which it stays undecided, and the limits.
/// </summary>
public sealed class ScriptInterpreterTests
{
    private const string Valid = "valid";
    private static readonly Hash32 Own = TemplateHash.Of(Sample.Payment, inputIndex: 0);

    [Theory]
    [InlineData("1", Valid)]
    [InlineData("0x50", "needs operation 0x50")]
    [InlineData("0", "EndsFalse")]
    [InlineData("0x01 0x80", "EndsFalse")]
    [InlineData("0x02 0x0080", "EndsFalse")]
    [InlineData("0x02 0x8000", Valid)]
    [InlineData("", "EndsFalse")]
    [InlineData("0x02 0x01", "MalformedScript")]
    [InlineData("RETURN 1", "Returned")]
    [InlineData("1 VERIFY 1", Valid)]
    [InlineData("0 VERIFY 1", "NotVerified")]
    [InlineData("VERIFY", "StackTooLow")]
    [InlineData("1 DROP", "EndsFalse")]
    [InlineData("DROP", "StackTooLow")]
    [InlineData("2 DUP EQUAL", Valid)]
    [InlineData("DUP", "StackTooLow")]
    [InlineData("1 2 EQUAL", "EndsFalse")]
    [InlineData("1 EQUAL", "StackTooLow")]
    [InlineData("1 2 EQUALVERIFY 1", "NotVerified")]
    [InlineData("1 1 EQUALVERIFY 1", Valid)]
    [InlineData("1 NOP", Valid)]
    [InlineData("1 NOP5 NOP10 NOP1", Valid)]
    [InlineData("CHECKTEMPLATEVERIFY 1", "StackTooLow")]
    [InlineData("1 CHECKTEMPLATEVERIFY", Valid)]
    [InlineData("1 CHECKSIG", "needs operation 0xac")]
    [InlineData("1 IF 1 ENDIF", "needs operation 0x63")]
    [InlineData("0 CHECKLOCKTIMEVERIFY 1", "WrongLockTime")]
    [InlineData("1 CHECKSEQUENCEVERIFY", "WrongLockTime")]
    [InlineData("-1 CHECKSEQUENCEVERIFY", "WrongLockTime")]
    [InlineData("0x05 0x0000008000 CHECKSEQUENCEVERIFY", Valid)]
    public void A_bare_script_is_judged(string script, string outcome) =>
        Assert.Equal(outcome, Judge(ScriptText.Parse(script)));

    [Fact]
    public void A_template_is_spent_by_its_transaction_alone_in_either_form()
    {
        ByteString bare = OutputScript.ToTemplate(Own);
        ByteString hashed = OutputScript.ToWitnessScript(bare);
        Assert.Equal(Valid, Judge(bare));
        Assert.Equal(Valid, Judge(hashed, witness: [bare]));
        Transaction other = Sample.Payment with { LockTime = 1 };
        Assert.Equal("WrongTemplate", Judge(bare, other));
        Assert.Equal("WrongTemplate", Judge(hashed, other, [bare]));
        Assert.Equal(Valid, Judge(bare, other, rules: ScriptRules.Today));
    }

    [Fact]
    public void A_template_behind_P2SH_is_refused_and_other_scripts_behind_it_are_undecided()
    {
        ByteString output = OutputScript.ToScriptHash(new byte[20]);
        ByteString inner = OutputScript.ToTemplate(Own);
        Assert.Equal("WrongTemplate", Judge(output, WithScriptSig(Push(inner))));
        Assert.Equal("needs HASH160", Judge(output, WithScriptSig(Push(ScriptText.Parse("1")))));
        ByteString program = OutputScript.ToWitnessScript(inner);
        Assert.Equal("needs HASH160", Judge(output, WithScriptSig(Push(program))));
        Assert.Equal("EndsFalse", Judge(output, WithScriptSig(Push(ScriptText.Parse("0")))));
        Assert.Equal("NotOnlyPushes", Judge(output, WithScriptSig(ScriptText.Parse("NOP 1"))));
        Assert.Equal("StackTooLow", Judge(output));
    }

    [Fact]
    public void A_witness_must_be_asked_for_and_fit()
    {
        ByteString script = ScriptText.Parse("1");
        ByteString output = OutputScript.ToWitnessScript(script);
        Assert.Equal(Valid, Judge(output, witness: [script]));
        Assert.Equal("WrongWitnessCount", Judge(output));
        Assert.Equal("WrongWitnessScript", Judge(output, witness: [ScriptText.Parse("2")]));
        Assert.Equal("StackNotClean", Judge(output, witness: [script, script]));
        Assert.Equal("UnexpectedWitness", Judge(script, witness: [script]));
        Assert.Equal("ScriptSigNotEmpty", Judge(output, WithScriptSig(script)));
        Assert.Equal("WrongProgramSize", Judge(new WitnessProgram(0, new(Ones(21))).ToScript()));
        ByteString key = OutputScript.ToWitnessPublicKeyHash(Ones(20));
        Assert.Equal("WrongWitnessCount", Judge(key, witness: [script]));
        Assert.Equal("needs a signature", Judge(key, witness: [script, script]));
        Assert.Equal(Valid, Judge(OutputScript.Anchor));
    }

    [Fact]
    public void Programs_and_operations_without_a_meaning_are_for_nodes_to_discourage()
    {
        const ScriptRules strict = ScriptRules.WithTemplates | ScriptRules.Discourage;
        ByteString program = new WitnessProgram(16, new([1, 2])).ToScript();
        Assert.Equal(Valid, Judge(program));
        Assert.Equal("ProgramDiscouraged", Judge(program, rules: strict));
        Assert.Equal(Valid, Judge(OutputScript.Anchor, rules: strict));
        Assert.Equal("OperationDiscouraged", Judge(ScriptText.Parse("1 NOP5"), rules: strict));
        Assert.Equal("OperationDiscouraged", Judge(ScriptText.Parse("1 CHECKTEMPLATEVERIFY"), rules: strict));
    }

    [Fact]
    public void A_leaf_of_taproot_is_run_where_its_output_commits_to_it()
    {
        Hash32 key = Hash32.Sha256("key"u8);
        ByteString output = OutputScript.ToTaproot(key);
        ByteString leaf = OutputScript.ToTemplate(Own);
        ByteString control = Control(0xc0);
        TweakCheck yes = static (_, _, _, _) => true;
        TweakCheck no = static (_, _, _, _) => false;
        Assert.Equal(Valid, Judge(output, witness: [leaf, control], check: yes));
        Assert.Equal(Valid, Judge(output, witness: [leaf, control, new([0x50])], check: yes));
        Assert.Equal("NotCommitted", Judge(output, witness: [leaf, control], check: no));
        Assert.Equal("needs curve arithmetic", Judge(output, witness: [leaf, control]));
        Assert.Equal("needs a signature", Judge(output, witness: [leaf], check: yes));
        Assert.Equal("WrongWitnessCount", Judge(output, check: yes));
        ByteString longer = new([.. control.AsSpan(), 1]);
        Assert.Equal("WrongControlSize", Judge(output, witness: [leaf, longer], check: yes));
        Assert.Equal("needs leaf version 0xc2", Judge(output, witness: [leaf, Control(0xc2)], check: yes));
        ByteString success = ScriptText.Parse("0 RETURN 0x50");
        Assert.Equal("needs operation 0x50", Judge(output, witness: [success, control], check: yes));

        static ByteString Control(byte version) => new([version, .. new byte[32]]);
    }

    [Fact]
    public void Limits_hold_to_the_last_byte()
    {
        Assert.Equal(Valid, Judge(Push(new(Ones(520)))));
        Assert.Equal("PushTooLong", Judge(Push(new(Ones(521)))));
        Assert.Equal(Valid, Judge(Repeated("1", 1, "NOP", 201)));
        Assert.Equal("TooManyOperations", Judge(Repeated("1", 1, "NOP", 202)));
        Assert.Equal(Valid, Judge(Repeated("1", 1000, "NOP", 1)));
        Assert.Equal("StackTooHigh", Judge(Repeated("1", 1001, "NOP", 1)));
        Assert.Equal("ScriptTooLong", Judge(new(Ones(10_001))));
        ByteString script = ScriptText.Parse("DROP 1");
        ByteString output = OutputScript.ToWitnessScript(script);
        Assert.Equal(Valid, Judge(output, witness: [new(Ones(520)), script]));
        Assert.Equal("PushTooLong", Judge(output, witness: [new(Ones(521)), script]));
    }

    private static string Judge(
        ByteString output,
        Transaction? transaction = null,
        Sequence<ByteString> witness = default,
        ScriptRules rules = ScriptRules.WithTemplates,
        TweakCheck? check = null)
    {
        Transaction spending = transaction ?? Sample.Payment;
        spending = spending with { Inputs = [spending.Inputs[0] with { Witness = witness }] };
        return ScriptInterpreter.Judge(new(spending, InputIndex: 0, output, rules, check)) switch
        {
            ScriptVerdict.Refused refused => refused.Refusal.Reason,
            ScriptVerdict.Undecided undecided => $"needs {undecided.Needed}",
            _ => Valid,
        };
    }

    private static Transaction WithScriptSig(ByteString script) =>
        Sample.Payment with { Inputs = [Sample.Payment.Inputs[0] with { ScriptSig = script }] };

    private static ByteString Push(ByteString data) => new ScriptBuilder().AddData(data.AsSpan()).ToScript();

    private static byte[] Ones(int count) => [.. Enumerable.Repeat((byte)1, count)];

    private static ByteString Repeated(string first, int firsts, string second, int seconds) =>
        ScriptText.Parse(
            string.Join(' ', [.. Enumerable.Repeat(first, firsts), .. Enumerable.Repeat(second, seconds)]));
}
