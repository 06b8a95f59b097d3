using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>What an output script is seen to be.</summary>
/// <param name="Kind">Its form.</param>
/// <param name="Payload">The hash, key or program in it; empty for <see cref="OutputKind.Other"/>.</param>
public readonly record struct OutputForm(OutputKind Kind, ByteString Payload)
{
    /// <summary>Recognises a script. Every script has exactly one form.</summary>
    public static OutputForm Of(ReadOnlySpan<byte> script) => WitnessProgram.TryRead(script) is { } program
        ? new(KindOf(program), program.Program)
        : script switch
        {
            [0x76, 0xa9, 20, .. { Length: 20 } hash, 0x88, 0xac] =>
                new(OutputKind.PublicKeyHash, new(hash)),
            [0xa9, 20, .. { Length: 20 } hash, 0x87] => new(OutputKind.ScriptHash, new(hash)),
            [32, .. { Length: 32 } hash, 0xb3] => new(OutputKind.Template, new(hash)),
            [0x6a, .. var rest] => new(OutputKind.Unspendable, new(rest)),
            _ => default,
        };

    private static OutputKind KindOf(WitnessProgram program) =>
        (program.Version, program.Program.Length) switch
        {
            (0, 20) => OutputKind.WitnessPublicKeyHash,
            (0, 32) => OutputKind.WitnessScriptHash,
            (1, 32) => OutputKind.Taproot,
            (1, 2) when program.Program.AsSpan() is [0x4e, 0x73] => OutputKind.Anchor,
            _ => OutputKind.WitnessUnknown,
        };
}
