using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Scripts;

/// <summary>A script that is a version and one push of 2 to 40 bytes (BIP-0141).</summary>
/// <param name="Version">0 to 16.</param>
/// <param name="Program">What is pushed.</param>
public readonly record struct WitnessProgram(int Version, ByteString Program)
{
    /// <summary>The greatest version.</summary>
    public const int VersionMax = 16;

    /// <summary>The fewest bytes of a program.</summary>
    public const int SizeLeast = 2;

    /// <summary>The most bytes of a program.</summary>
    public const int SizeMax = 40;

    /// <summary>Reads a program from an output's script.</summary>
    /// <returns>Null for any other script.</returns>
    public static WitnessProgram? TryRead(ReadOnlySpan<byte> script)
    {
        if (script is not [byte first, byte length, .. var program]
            || length != program.Length
            || length is < SizeLeast or > SizeMax)
        {
            return null;
        }

        return first switch
        {
            (byte)Opcode.Push0 => new(0, new(program)),
            >= (byte)Opcode.Push1 and <= (byte)Opcode.Push16 =>
                new(first - (byte)Opcode.Push1 + 1, new(program)),
            _ => null,
        };
    }

    /// <summary>Writes the output's script.</summary>
    public ByteString ToScript() =>
        new ScriptBuilder().AddNumber(Version).AddData(Program.AsSpan()).ToScript();
}
