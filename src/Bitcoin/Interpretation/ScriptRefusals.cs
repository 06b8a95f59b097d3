using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>Every reason for which a script refuses a spend; docs/reasons.md lists them.</summary>
internal static class ScriptRefusals
{
    internal static Refusal ScriptTooLong(int supplied, int permitted) =>
        new("ScriptTooLong", $"{supplied} bytes", $"at most {permitted}");

    internal static Refusal MalformedScript() =>
        new("MalformedScript", "a script that ends within a push", "a script that ends after an operation");

    internal static Refusal PushTooLong(int supplied, int permitted) =>
        new("PushTooLong", $"{supplied} bytes", $"at most {permitted}");

    internal static Refusal TooManyOperations(int permitted) =>
        new("TooManyOperations", "one operation more", $"{permitted} operations beside pushes");

    internal static Refusal StackTooHigh(int supplied, int permitted) =>
        new("StackTooHigh", $"{supplied} items", $"at most {permitted}");

    internal static Refusal StackTooLow(Opcode operation, int supplied, int permitted) =>
        new("StackTooLow", $"{supplied} items for {operation}", $"{permitted} or more");

    internal static Refusal Returned() => new("Returned", "an output with OP_RETURN", "no spend at all");

    internal static Refusal NotVerified(Opcode operation) =>
        new("NotVerified", $"false for {operation}", "true");

    internal static Refusal EndsFalse(int items) =>
        new("EndsFalse", $"a stack of {items} items without true on top", "true on top");

    internal static Refusal StackNotClean(int supplied) =>
        new("StackNotClean", $"{supplied} items at the end of a witness script", "1 item");

    internal static Refusal OperationDiscouraged(Opcode operation) => new(
        "OperationDiscouraged", $"{operation} as it has no meaning yet", "operations with a meaning");

    internal static Refusal WrongTemplate(ByteString supplied, Hash32 permitted) => new(
        "WrongTemplate", $"a template {supplied}", $"the transaction's own, {permitted}");

    internal static Refusal WrongLockTime(string supplied, string permitted) =>
        new("WrongLockTime", supplied, permitted);

    internal static Refusal NotOnlyPushes() => new(
        "NotOnlyPushes", "a scriptSig for P2SH that has other operations", "pushes alone");

    internal static Refusal ScriptSigNotEmpty(int supplied) => new(
        "ScriptSigNotEmpty", $"a scriptSig of {supplied} bytes for a witness program", "an empty one");

    internal static Refusal UnexpectedWitness(int supplied) => new(
        "UnexpectedWitness", $"{supplied} witness items for an output without witness", "none");

    internal static Refusal WrongWitnessCount(int supplied, string permitted) =>
        new("WrongWitnessCount", $"{supplied} witness items", permitted);

    internal static Refusal WrongWitnessScript(Hash32 supplied, ByteString permitted) => new(
        "WrongWitnessScript", $"a script with hash {supplied}", $"hash {permitted}");

    internal static Refusal WrongProgramSize(int supplied) => new(
        "WrongProgramSize", $"a program of {supplied} bytes under version 0", "20 or 32 bytes");

    internal static Refusal ProgramDiscouraged(int version) => new(
        "ProgramDiscouraged", $"version {version} as it has no meaning yet", "programs with a meaning");

    internal static Refusal WrongControlSize(int supplied) => new(
        "WrongControlSize", $"a control block of {supplied} bytes", "33 bytes and up to 128 times 32 more");

    internal static Refusal NotCommitted(Hash32 outputKey) => new(
        "NotCommitted", "a script and control block", $"ones that output key {outputKey} commits to");
}
