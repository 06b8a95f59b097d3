using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Interpretation;

/// <summary>Runs scripts one behind the other on one stack.</summary>
/// <param name="spend">What is judged.</param>
/// <param name="stack">What lies on the stack at first, the bottom first.</param>
internal sealed class ScriptEngine(Spend spend, IEnumerable<ByteString> stack)
{
    internal const int PushSizeMax = 520;
    private const int ScriptSizeMax = 10_000;
    private const int OperationsMax = 201;
    private const int StackMax = 1000;

    private readonly List<ByteString> _stack = [.. stack];

    /// <summary>What lies on the stack, the bottom first.</summary>
    internal IReadOnlyList<ByteString> Stack => _stack;

    /// <summary>Why the stack does not allow the spend, or null when true lies on top.</summary>
    internal Refusal? Flaw => _stack is [.., var top] && IsTrue(top)
        ? null
        : ScriptRefusals.EndsFalse(_stack.Count);

    /// <summary>Takes the top.</summary>
    internal ByteString Pop()
    {
        ByteString top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    /// <summary>Runs a script.</summary>
    /// <returns>Why it stopped, or null when it ran to its end.</returns>
    internal ScriptVerdict? Run(ByteString script, ScriptDialect dialect)
    {
        bool isLimited = dialect is not ScriptDialect.Tapscript;
        if (isLimited && script.Length > ScriptSizeMax)
        {
            return Refused(ScriptRefusals.ScriptTooLong(script.Length, ScriptSizeMax));
        }

        if (_stack.Count > StackMax)
        {
            return Refused(ScriptRefusals.StackTooHigh(_stack.Count, StackMax));
        }

        var reader = new ScriptReader(script.AsSpan());
        int operations = 0;
        while (reader.Read())
        {
            if (isLimited && reader.Operation > Opcode.Push16 && ++operations > OperationsMax)
            {
                return Refused(ScriptRefusals.TooManyOperations(OperationsMax));
            }

            if (Step(reader) is { } stop)
            {
                return stop;
            }
        }

        return reader.HasFlaw ? Refused(ScriptRefusals.MalformedScript()) : null;
    }

    private static ScriptVerdict.Refused Refused(Refusal refusal) => new(refusal);

    private static bool IsTrue(ByteString item)
    {
        // Negative zero is false, too.
        ReadOnlySpan<byte> bytes = item.AsSpan();
        return bytes.ContainsAnyExcept((byte)0)
            && !(bytes[^1] == 0x80 && !bytes[..^1].ContainsAnyExcept((byte)0));
    }

    private ScriptVerdict? Step(ScriptReader reader)
    {
        if (reader.Pushed.Length > PushSizeMax)
        {
            return Refused(ScriptRefusals.PushTooLong(reader.Pushed.Length, PushSizeMax));
        }

        if (reader.IsPush)
        {
            return Push(reader.Operation, reader.Pushed);
        }

        int needed = reader.Operation switch
        {
            Opcode.Verify or Opcode.Drop or Opcode.Dup => 1,
            Opcode.Equal or Opcode.EqualVerify => 2,
            _ => 0,
        };
        return _stack.Count < needed
            ? Refused(ScriptRefusals.StackTooLow(reader.Operation, _stack.Count, needed))
            : Execute(reader.Operation);
    }

    private ScriptVerdict? Push(Opcode operation, ReadOnlySpan<byte> pushed)
    {
        switch (operation)
        {
            case <= Opcode.PushData4:
                _stack.Add(new(pushed));
                break;
            case Opcode.PushNegative1:
                _stack.Add(new(ScriptNumber.Encode(-1)));
                break;
            case >= Opcode.Push1:
                _stack.Add(new(ScriptNumber.Encode(operation - Opcode.Push1 + 1)));
                break;
            default:
                return NotOwned(operation);
        }

        return _stack.Count > StackMax
            ? Refused(ScriptRefusals.StackTooHigh(_stack.Count, StackMax))
            : null;
    }

    private ScriptVerdict? Execute(Opcode operation)
    {
        switch (operation)
        {
            case Opcode.Nop:
                return null;
            case Opcode.Verify:
                return IsTrue(Pop()) ? null : Refused(ScriptRefusals.NotVerified(operation));
            case Opcode.Return:
                return Refused(ScriptRefusals.Returned());
            case Opcode.Drop:
                Pop();
                return null;
            case Opcode.Dup:
                return Push(Opcode.PushData4, _stack[^1].AsSpan());
            case Opcode.Equal:
                _stack.Add(new(ScriptNumber.Encode(Pop() == Pop() ? 1 : 0)));
                return null;
            case Opcode.EqualVerify:
                return Pop() == Pop() ? null : Refused(ScriptRefusals.NotVerified(operation));
            case >= Opcode.Nop1 and <= Opcode.Nop10:
                return ExecuteUpgradable(operation);
            default:
                return NotOwned(operation);
        }
    }

    /// <summary>
    /// Runs an operation that did nothing once, and does nothing where its rule is not in force.
    /// </summary>
    private ScriptVerdict? ExecuteUpgradable(Opcode operation)
    {
        ScriptRules rule = operation switch
        {
            Opcode.CheckLockTimeVerify => ScriptRules.LockTime,
            Opcode.CheckSequenceVerify => ScriptRules.Sequence,
            Opcode.CheckTemplateVerify => ScriptRules.Template,
            _ => ScriptRules.None,
        };
        if (rule == ScriptRules.None || !spend.Has(rule))
        {
            return spend.Has(ScriptRules.Discourage)
                ? Refused(ScriptRefusals.OperationDiscouraged(operation))
                : null;
        }

        if (_stack.Count == 0)
        {
            return Refused(ScriptRefusals.StackTooLow(operation, supplied: 0, permitted: 1));
        }

        Refusal? refusal = operation switch
        {
            Opcode.CheckLockTimeVerify => LockChecks.OfTransaction(spend, _stack[^1]),
            Opcode.CheckSequenceVerify => LockChecks.OfInput(spend, _stack[^1]),
            _ => TemplateCheck.Of(spend, _stack[^1]),
        };
        return refusal is null ? null : Refused(refusal);
    }

    private static ScriptVerdict.Undecided NotOwned(Opcode operation) =>
        new($"operation 0x{(byte)operation:x2}");
}
