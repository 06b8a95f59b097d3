using TrustlessPools.Bitcoin.Encoding;

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>Goes through a script, one operation at a time.</summary>
/// <param name="script">The script's bytes.</param>
public ref struct ScriptReader(ReadOnlySpan<byte> script)
{
    private BitcoinReader _bytes = new(script);

    /// <summary>The operation that was read last.</summary>
    public Opcode Operation { get; private set; }

    /// <summary>What that operation pushes from the script; empty for other operations.</summary>
    public ReadOnlySpan<byte> Pushed { get; private set; }

    /// <summary>True when the script ended within a push.</summary>
    public readonly bool HasFlaw => _bytes.HasFlaw;

    /// <summary>The bytes that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes.Rest;

    /// <summary>True when the operation that was read last does nothing but push.</summary>
    public readonly bool IsPush => Operation <= Opcode.Push16;

    /// <summary>Reads the next operation.</summary>
    /// <returns>False at the end, and at a flaw.</returns>
    public bool Read()
    {
        if (_bytes.Rest.IsEmpty)
        {
            return false;
        }

        Operation = (Opcode)_bytes.ReadByte();
        uint length = Operation switch
        {
            <= Opcode.PushLengthMax => (uint)Operation,
            Opcode.PushData1 => _bytes.ReadByte(),
            Opcode.PushData2 => _bytes.ReadUInt16(),
            Opcode.PushData4 => _bytes.ReadUInt32(),
            _ => 0,
        };

        // A length beyond what an array can hold is beyond what is left, too.
        Pushed = _bytes.Read((int)Math.Min(length, int.MaxValue));
        return !HasFlaw;
    }
}
