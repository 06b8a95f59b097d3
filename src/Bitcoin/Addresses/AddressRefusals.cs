using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Addresses;

/// <summary>Every reason for which an address is refused; docs/reasons.md lists them.</summary>
internal static class AddressRefusals
{
    private const int ShownMax = 90;

    internal static Refusal MalformedAddress(string supplied) => new(
        "MalformedAddress",
        $"'{supplied[..Math.Min(supplied.Length, ShownMax)]}'",
        "bech32, bech32m, or base58, with a checksum that fits");

    internal static Refusal AddressOfOtherNetwork(string supplied, string permitted) =>
        new("AddressOfOtherNetwork", supplied, permitted);

    internal static Refusal NoWitnessProgram() => new(
        "NoWitnessProgram",
        "digits that are no witness program",
        "version 0 to 16 and 2 to 40 bytes, as BIP-0350 writes them");

    internal static Refusal WrongAddressSize(int supplied) =>
        new("WrongAddressSize", $"{supplied} bytes of base58", "a prefix and 20 bytes");
}
