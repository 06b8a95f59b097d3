using System.Diagnostics;
using TrustlessPools.Hashing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Templates;

/// <summary>The scripts that let an output be spent by one transaction only.</summary>
/// <remarks>
/// <code>
/// the script           | 20 | template hash, 32 | b3 |
/// as P2WSH        | 00 | 20 | SHA-256 of the script, 32 |
/// </code>
/// Where BIP-0119 is not active, b3 is OP_NOP4 and anyone can spend either.
/// </remarks>
public static class TemplateScript
{
    /// <summary>OP_CHECKTEMPLATEVERIFY.</summary>
    public const byte CheckTemplateVerify = 0xb3;

    /// <summary>The length of either output script in bytes.</summary>
    public const int Size = Hash32.Size + 2;

    private const byte WitnessVersion = 0;

    /// <summary>The script itself: an output's in bare form, the witness script of P2WSH.</summary>
    public static ByteString Of(Hash32 template) => OutputOf(TemplateForm.Bare, template);

    /// <summary>An output's script.</summary>
    public static ByteString OutputOf(TemplateForm form, Hash32 template)
    {
        var script = new byte[Size];
        WriteOutput(form, template, script);
        return new(script);
    }

    /// <summary>What an input needs in its witness to spend such an output; its scriptSig is empty.</summary>
    public static Sequence<ByteString> WitnessOf(TemplateForm form, Hash32 template) =>
        form is TemplateForm.Bare ? [] : [Of(template)];

    /// <summary>Writes an output's script.</summary>
    /// <param name="form">Its form.</param>
    /// <param name="template">The hash of the only transaction that may spend it.</param>
    /// <param name="destination">At least <see cref="Size"/> bytes.</param>
    public static void WriteOutput(TemplateForm form, Hash32 template, Span<byte> destination)
    {
        Span<byte> script = destination[..Size];
        script[0] = Hash32.Size;
        template.CopyTo(script[1..]);
        script[^1] = CheckTemplateVerify;
        switch (form)
        {
            case TemplateForm.Bare:
                return;
            case TemplateForm.WitnessScriptHash:
                Span<byte> hash = stackalloc byte[Hash32.Size];
                Sha256.Hash(script, hash);
                script[0] = WitnessVersion;
                script[1] = Hash32.Size;
                hash.CopyTo(script[2..]);
                return;
            default:
                throw new UnreachableException();
        }
    }
}
