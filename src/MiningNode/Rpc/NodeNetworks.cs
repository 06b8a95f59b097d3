using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>What a node of a network says of it, and begins with.</summary>
internal static class NodeNetworks
{
    private const string Regtest = "regtest";

    /// <summary>True for a network on one machine, whose chain is never loaded from others.</summary>
    internal static bool IsLocal(BitcoinNetwork network) => ChainOf(network) == Regtest;

    /// <summary>The name that getblockchaininfo gives: bcoin's regtest has the name of Core's.</summary>
    internal static string ChainOf(BitcoinNetwork network) =>
        network == BitcoinNetwork.BcoinRegtest ? Regtest : network.Name;

    /// <summary>The hash of block 0.</summary>
    internal static Hash32 GenesisOf(BitcoinNetwork network) => Digest.Parse(ChainOf(network) switch
    {
        "main" => "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
        "test" => "000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943",
        Regtest => "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206",
        var other => throw new ArgumentException($"A network '{other}' is not known.", nameof(network)),
    });
}
