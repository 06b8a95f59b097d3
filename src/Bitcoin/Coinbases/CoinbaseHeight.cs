using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Scripts;

namespace TrustlessPools.Bitcoin.Coinbases;

/// <summary>The height with which a coinbase's script begins (BIP-0034), so that no two are equal.</summary>
public static class CoinbaseHeight
{
    private const int NumberSizeMax = 5;

    /// <summary>
    /// Writes the height as Bitcoin Core does: OP_0, OP_1 to OP_16, or a push of the number.
    /// </summary>
    public static byte[] Encode(BlockHeight height) =>
        new ScriptBuilder().AddNumber(height.Value).ToScript().ToArray();

    /// <summary>
    /// Tells whether a script begins with exactly this height, which is the consensus rule.
    /// </summary>
    public static bool Begins(ReadOnlySpan<byte> script, BlockHeight height) =>
        script.StartsWith(Encode(height));

    /// <summary>Reads the height.</summary>
    /// <returns>Null when the script does not begin with a height in its shortest form.</returns>
    /// <remarks>Blocks before BIP-0034 begin with anything, and some of it reads like a height.</remarks>
    public static BlockHeight? TryRead(ReadOnlySpan<byte> script)
    {
        var reader = new ScriptReader(script);
        if (!reader.Read())
        {
            return null;
        }

        long? number = reader.Operation is >= Opcode.Push1 and <= Opcode.Push16
            ? reader.Operation - Opcode.Push1 + 1
            : ScriptNumber.TryDecode(reader.Pushed, NumberSizeMax);
        return number is >= 0 and <= uint.MaxValue && Begins(script, new((uint)number))
            ? new BlockHeight((uint)number)
            : null;
    }
}
