using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Networks;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Each network begins with the block that it is said to begin with.</summary>
public sealed class NetworkTests
{
    // The coinbase of 3 January 2009 is the first of most; that of BIP-0094 has another.
    private const string First = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";
    private const string Fourth = "7aa0a7ae1e223414cb807e40cd57e667b718e42aaf9306db9102fe28912b7b4e";

    public static TheoryData<string, uint, uint, uint, string> Genesis => new()
    {
        { "main", 1_231_006_505, 0x1d00ffff, 2_083_236_893, First },
        { "test", 1_296_688_602, 0x1d00ffff, 414_098_458, First },
        { "testnet4", 1_714_777_860, 0x1d00ffff, 393_743_547, Fourth },
        { "signet", 1_598_918_400, 0x1e0377ae, 52_613_770, First },
        { "regtest", 1_296_688_602, 0x207fffff, 2, First },
        { "bcoin-regtest", 1_296_688_602, 0x207fffff, 2, First },
    };

    [Theory]
    [MemberData(nameof(Genesis))]
    public void A_network_begins_with_its_genesis_block(
        string name, uint time, uint bits, uint nonce, string root)
    {
        BitcoinNetwork network = BitcoinNetwork.All.Single(n => n.Name == name);
        var header = new BlockHeader(1, default, Digest.Parse(root), time, bits, nonce);
        Assert.Equal(network.Genesis, header.Hash);
        Assert.Null(BlockRules.CheckWork(header, network));
    }

    [Fact]
    public void All_networks_are_held() => Assert.Equal(
        Genesis.Select(static row => row.Data.Item1), BitcoinNetwork.All.Select(static n => n.Name));
}
