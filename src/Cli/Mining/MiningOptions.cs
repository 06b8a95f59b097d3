using System.CommandLine;
using TrustlessPools.Bitcoin.Addresses;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining;

/// <summary>Options that several verbs of miners have.</summary>
internal static class MiningOptions
{
    internal static Option<string> Rule() => new("--rule")
    {
        Description = "The pool's rule file; see 'tpool mining rule --help'.",
        Required = true,
        HelpName = "file",
    };

    internal static Option<string> Network(string usual) => new("--network")
    {
        Description = $"One of {string.Join(", ", BitcoinNetwork.All.Select(static n => n.Name))}.",
        DefaultValueFactory = _ => usual,
        HelpName = "name",
    };

    /// <exception cref="UsageException">There is no such network.</exception>
    internal static BitcoinNetwork ReadNetwork(string name) =>
        BitcoinNetwork.All.FirstOrDefault(n => n.Name == name) ?? throw new UsageException(
            MiningRefusals.BadNetwork(name));

    /// <summary>Reads an address, or a script in hexadecimal behind <c>0x</c>.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    internal static ByteString ReadScript(string text, BitcoinNetwork network)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
        {
            return new(ReadHex(text));
        }

        return Address.TryRead(text, network, out ByteString script) is { } refusal
            ? throw new UsageException(refusal)
            : script;
    }

    /// <summary>Reads a hash as Bitcoin shows it.</summary>
    internal static bool TryReadHash(string text, out Hash32 hash)
    {
        try
        {
            hash = Digest.Parse(text);
            return true;
        }
        catch (FormatException)
        {
            hash = default;
            return false;
        }
    }

    /// <exception cref="UsageException">It is no hexadecimal.</exception>
    internal static byte[] ReadHex(string text)
    {
        try
        {
            return Hex.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException(MiningRefusals.BadHex(e.Message));
        }
    }

    /// <summary>A script as its address, or in hexadecimal behind <c>0x</c> where it has none.</summary>
    internal static string Show(ByteString script, BitcoinNetwork network) =>
        Address.Of(script, network) ?? script.ToString();
}
