using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>Builds the output scripts that are known.</summary>
public static class OutputScript
{
    private const int ShortHashSize = 20;

    /// <summary>P2A: two bytes under version 1, which anyone spends.</summary>
    public static readonly ByteString Anchor = new WitnessProgram(1, new([0x4e, 0x73])).ToScript();

    /// <summary>P2PKH.</summary>
    /// <param name="hash">HASH160 of the public key, 20 bytes.</param>
    public static ByteString ToPublicKeyHash(ReadOnlySpan<byte> hash) => new ScriptBuilder()
        .Add(Opcode.Dup).Add(Opcode.Hash160).AddData(Checked(hash))
        .Add(Opcode.EqualVerify).Add(Opcode.CheckSig)
        .ToScript();

    /// <summary>P2SH.</summary>
    /// <param name="hash">HASH160 of the script, 20 bytes.</param>
    public static ByteString ToScriptHash(ReadOnlySpan<byte> hash) => new ScriptBuilder()
        .Add(Opcode.Hash160).AddData(Checked(hash)).Add(Opcode.Equal)
        .ToScript();

    /// <summary>P2WPKH.</summary>
    /// <param name="hash">HASH160 of the public key, 20 bytes.</param>
    public static ByteString ToWitnessPublicKeyHash(ReadOnlySpan<byte> hash) =>
        new WitnessProgram(0, new(Checked(hash))).ToScript();

    /// <summary>P2WSH.</summary>
    /// <param name="witnessScript">The script itself, which is hashed here.</param>
    public static ByteString ToWitnessScript(ByteString witnessScript) =>
        new WitnessProgram(0, new(Hash32.Sha256(witnessScript.AsSpan()).ToArray())).ToScript();

    /// <summary>P2TR.</summary>
    /// <param name="outputKey">
    /// The x-only key after its tweak; whether it is on the curve is not seen.
    /// </param>
    public static ByteString ToTaproot(Hash32 outputKey) =>
        new WitnessProgram(1, new(outputKey.ToArray())).ToScript();

    /// <summary>A bare template (BIP-0119): spent only by transactions with that hash.</summary>
    /// <remarks>Where BIP-0119 is not in force, anyone can spend it.</remarks>
    public static ByteString ToTemplate(Hash32 template) => new ScriptBuilder()
        .AddData(template.ToArray()).Add(Opcode.CheckTemplateVerify)
        .ToScript();

    /// <summary>OP_RETURN with one push, which nobody can spend.</summary>
    public static ByteString WithData(ReadOnlySpan<byte> data) =>
        new ScriptBuilder().Add(Opcode.Return).AddData(data).ToScript();

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, ShortHashSize, nameof(hash));
        return hash;
    }
}
