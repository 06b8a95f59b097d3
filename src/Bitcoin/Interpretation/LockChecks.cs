using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>OP_CHECKLOCKTIMEVERIFY (BIP-0065) and OP_CHECKSEQUENCEVERIFY (BIP-0112).</summary>
internal static class LockChecks
{
    private const int OperandSizeMax = 5;
    private const uint SequenceDisabled = 1U << 31;
    private const uint SequenceIsTime = 1U << 22;
    private const uint SequenceMask = SequenceIsTime | 0xffff;

    /// <summary>Checks that nLockTime has the operand's kind and is not below it.</summary>
    internal static Refusal? OfTransaction(Spend spend, ByteString operand)
    {
        if (ScriptNumber.TryDecode(operand.AsSpan(), OperandSizeMax) is not (>= 0 and var least))
        {
            return WrongOperand(operand);
        }

        uint supplied = spend.Transaction.LockTime;
        if (IsTime(supplied) != IsTime(least) || supplied < least)
        {
            string kind = IsTime(least) ? "a time" : "a height";
            return ScriptRefusals.WrongLockTime($"nLockTime {supplied}", $"{kind} of {least} or more");
        }

        return spend.Input.Sequence == TransactionInput.SequenceFinal
            ? ScriptRefusals.WrongLockTime("nSequence ffffffff", "any other, so that nLockTime counts")
            : null;
    }

    /// <summary>Checks that nSequence has the operand's kind and is not below it.</summary>
    internal static Refusal? OfInput(Spend spend, ByteString operand)
    {
        if (ScriptNumber.TryDecode(operand.AsSpan(), OperandSizeMax) is not (>= 0 and var number))
        {
            return WrongOperand(operand);
        }

        if ((number & SequenceDisabled) != 0)
        {
            return null;
        }

        uint sequence = spend.Input.Sequence;
        uint supplied = sequence & SequenceMask;
        uint least = (uint)(number & SequenceMask);
        bool isInForce =
            unchecked((uint)spend.Transaction.Version) >= 2 && (sequence & SequenceDisabled) == 0;
        bool isOfOneKind = (supplied & SequenceIsTime) == (least & SequenceIsTime);
        return isInForce && isOfOneKind && supplied >= least
            ? null
            : ScriptRefusals.WrongLockTime(
                $"nSequence {sequence:x8} in version {spend.Transaction.Version}",
                $"{least:x8} or more of its kind, in version 2 or later");
    }

    private static bool IsTime(long lockTime) => lockTime >= TransactionRules.LockTimeThreshold;

    private static Refusal WrongOperand(ByteString operand) => ScriptRefusals.WrongLockTime(
        $"an operand {operand}", $"a number that is not negative, of at most {OperandSizeMax} bytes");
}
