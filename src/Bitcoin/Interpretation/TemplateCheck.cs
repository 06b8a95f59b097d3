using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>OP_CHECKTEMPLATEVERIFY (BIP-0119).</summary>
internal static class TemplateCheck
{
    /// <summary>Compares the stack's top with the transaction's hash, if it is as long as one.</summary>
    internal static Refusal? Of(Spend spend, ByteString top)
    {
        if (top.Length != Hash32.Size)
        {
            // Other lengths are left for later rules.
            return spend.Has(ScriptRules.Discourage)
                ? ScriptRefusals.OperationDiscouraged(Opcode.CheckTemplateVerify)
                : null;
        }

        Hash32 own = TemplateHash.Of(spend.Transaction, (uint)spend.InputIndex);
        return new Hash32(top.AsSpan()) == own ? null : ScriptRefusals.WrongTemplate(top, own);
    }
}
