using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>Transactions and blocks to change in one place.</summary>
internal static class Sample
{
    internal static readonly BlockHeight Height = new(1000);

    internal static readonly TransactionOutput Output =
        new(new(5000), OutputScript.ToWitnessPublicKeyHash(new byte[20]));

    internal static readonly Transaction Payment = new(
        Version: 2, [InputFrom(index: 0)], [Output], LockTime: 0);

    internal static TransactionInput InputFrom(uint index) =>
        new(new(Hash32.Sha256("earlier"u8), index), default, TransactionInput.SequenceFinal, []);

    internal static Transaction Coinbase(Hash32? commitment = null)
    {
        var script = new CoinbaseScript(Height, new("tag"u8), new(new byte[8]));
        Refusal? refusal = TrustlessPools.Bitcoin.Coinbases.Coinbase.TryBuild(
            script, [Output], commitment, out Transaction? coinbase);
        Assert.Null(refusal);
        return coinbase!;
    }

    /// <summary>A block whose root fits, and whose work does not.</summary>
    internal static Block BlockOf(params Transaction[] transactions)
    {
        var header = new BlockHeader(
            Version: 4, default, default, Time: 1_700_000_000, Bits: 0x207f_ffff, Nonce: 0);
        var block = new Block(header, [.. transactions]);
        return block with { Header = header with { MerkleRoot = block.MerkleRoot.Hash } };
    }
}
