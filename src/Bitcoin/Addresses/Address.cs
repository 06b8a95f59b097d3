using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Addresses;

/// <summary>Output scripts as people write them.</summary>
/// <remarks>Spec: docs/spec/bitcoin.md#addresses.</remarks>
public static class Address
{
    private const int ShortHashSize = 20;

    /// <summary>Reads an address.</summary>
    /// <param name="text">Bech32, bech32m, or base58 with its checksum.</param>
    /// <param name="network">The network that it must be of.</param>
    /// <param name="script">The output's script; empty when it is refused.</param>
    /// <returns>Why it is refused, or null.</returns>
    public static Refusal? TryRead(string text, BitcoinNetwork network, out ByteString script)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(network);
        script = default;
        if (Bech32.TryDecode(text) is { } bech32)
        {
            return ReadSegwit(bech32, network, out script);
        }

        return Base58.TryDecodeChecked(text) is { } payload
            ? ReadBase58(payload, network, out script)
            : AddressRefusals.MalformedAddress(text);
    }

    /// <summary>Writes the address of an output's script.</summary>
    /// <returns>Null for a script that has none, such as a bare template.</returns>
    public static string? Of(ByteString script, BitcoinNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        OutputForm form = OutputForm.Of(script.AsSpan());
        if (WitnessProgram.TryRead(script.AsSpan()) is { } program)
        {
            bool isKnown = program.Version != 0 || form.Kind is not OutputKind.WitnessUnknown;
            return isKnown ? SegwitAddress.Of(program, network.HumanReadablePart).Encode() : null;
        }

        byte? prefix = form.Kind switch
        {
            OutputKind.PublicKeyHash => network.Prefixes.PublicKeyHash,
            OutputKind.ScriptHash => network.Prefixes.ScriptHash,
            _ => null,
        };
        return prefix is { } first ? Base58.EncodeChecked([first, .. form.Payload.AsSpan()]) : null;
    }

    private static Refusal? ReadSegwit(Bech32 text, BitcoinNetwork network, out ByteString script)
    {
        script = default;
        if (text.HumanReadablePart != network.HumanReadablePart)
        {
            return AddressRefusals.AddressOfOtherNetwork(
                $"an address that begins with {text.HumanReadablePart}1", $"{network.HumanReadablePart}1");
        }

        if (SegwitAddress.TryRead(text) is not { } program)
        {
            return AddressRefusals.NoWitnessProgram();
        }

        script = program.ToScript();
        return null;
    }

    private static Refusal? ReadBase58(ByteString payload, BitcoinNetwork network, out ByteString script)
    {
        script = default;
        (byte publicKeyHash, byte scriptHash, _) = network.Prefixes;
        if (payload.Length != 1 + ShortHashSize)
        {
            return AddressRefusals.WrongAddressSize(payload.Length);
        }

        ReadOnlySpan<byte> hash = payload.AsSpan()[1..];
        if (payload[0] == publicKeyHash)
        {
            script = OutputScript.ToPublicKeyHash(hash);
        }
        else if (payload[0] == scriptHash)
        {
            script = OutputScript.ToScriptHash(hash);
        }
        else
        {
            return AddressRefusals.AddressOfOtherNetwork(
                $"prefix {payload[0]:x2}", $"{publicKeyHash:x2} or {scriptHash:x2}");
        }

        return null;
    }
}
