using System.Globalization;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Scripts as Bitcoin Core's test data writes them: numbers, operations, and raw bytes.</summary>
internal static class ScriptText
{
    /// <summary>Operations of the test data that the product has no name for.</summary>
    private static readonly Dictionary<string, byte> Others = new(StringComparer.Ordinal)
    {
        ["IF"] = 0x63,
        ["ENDIF"] = 0x68,
        ["1ADD"] = 0x8b,
        ["1SUB"] = 0x8c,
        ["NOT"] = 0x91,
        ["ADD"] = 0x93,
        ["CODESEPARATOR"] = 0xab,
    };

    internal static ByteString Parse(string text) => new(
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(static w => Word(w)).ToArray());

    private static IEnumerable<byte> Word(string word)
    {
        if (word.StartsWith("0x", StringComparison.Ordinal))
        {
            return Hex.Parse(word);
        }

        if (long.TryParse(word, CultureInfo.InvariantCulture, out long number))
        {
            return new ScriptBuilder().AddNumber(number).ToScript().ToArray();
        }

        string name = word.StartsWith("OP_", StringComparison.Ordinal) ? word[3..] : word;
        return Others.TryGetValue(name, out byte other)
            ? [other]
            : [(byte)Enum.Parse<Opcode>(name, ignoreCase: true)];
    }
}
