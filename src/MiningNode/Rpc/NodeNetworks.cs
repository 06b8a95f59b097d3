using TrustlessPools.Bitcoin.Networks;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>What a node of a network says of it.</summary>
internal static class NodeNetworks
{
    /// <summary>The name that getblockchaininfo gives: bcoin's regtest has the name of Core's.</summary>
    internal static string ChainOf(BitcoinNetwork network) =>
        (network == BitcoinNetwork.BcoinRegtest ? BitcoinNetwork.Regtest : network).Name;
}
