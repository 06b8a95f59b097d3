using System.Globalization;
using System.Text.Json.Nodes;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Proxy;

/// <summary>
/// A made block as an answer to getblocktemplate, with its coinbase (BIP-0022 and BIP-0145).
/// </summary>
/// <remarks>
/// The coinbase is given without its witness, so that its identifier is the hash of what is given; who hands
/// the block in may leave the witness out. Spec: docs/spec/mining-node.md#the-proxy.
/// </remarks>
internal static class ProxyTemplate
{
    /// <summary>Writes the answer.</summary>
    /// <param name="block">A block without a nonce.</param>
    /// <param name="height">Its height.</param>
    internal static JsonObject Of(Block block, Height height)
    {
        BlockHeader header = block.Header;
        Transaction coinbase = block.Transactions[0];
        return new()
        {
            ["capabilities"] = new JsonArray("coinbasetxn"),
            ["rules"] = new JsonArray("segwit"),
            ["mutable"] = new JsonArray("time", "coinbase/append"),
            ["version"] = header.Version,
            ["previousblockhash"] = Digest.Show(header.Previous),
            ["longpollid"] = Digest.Show(header.Previous),
            ["transactions"] = new JsonArray([.. TransactionsOf(block)]),
            ["coinbasetxn"] = new JsonObject
            {
                ["data"] = Convert.ToHexStringLower(coinbase.Encode(withWitness: false)),
                ["txid"] = Digest.Show(coinbase.Id),
            },
            ["coinbasevalue"] = coinbase.Paid.Value,
            ["target"] = $"{Target.TryFromBits(header.Bits)}",
            ["bits"] = header.Bits.ToString("x8", CultureInfo.InvariantCulture),
            ["curtime"] = header.Time,
            ["mintime"] = header.Time,
            ["height"] = height.Value,
            ["noncerange"] = "00000000ffffffff",
            ["sigoplimit"] = SigopCost.Max,
            ["sizelimit"] = Block.WeightMax,
            ["weightlimit"] = Block.WeightMax,
        };
    }

    /// <summary>Gives a coinbase that commits to witnesses its reserved value, if it lacks that.</summary>
    internal static Block WithReservedValue(Block block)
    {
        Transaction coinbase = block.Transactions[0];
        if (coinbase.HasWitness || WitnessCommitment.Find(coinbase) is null)
        {
            return block;
        }

        TransactionInput input = coinbase.Inputs[0] with { Witness = [new(new byte[Hash32.Size])] };
        return block with
        {
            Transactions = [coinbase with { Inputs = [input] }, .. block.Transactions.Skip(1)],
        };
    }

    /// <summary>
    /// All but the coinbase. Fees are left out, which says that they are unknown: the coinbase is given, and
    /// nobody needs them.
    /// </summary>
    private static IEnumerable<JsonNode> TransactionsOf(Block block)
    {
        var places = new Dictionary<Hash32, int>();
        foreach (Transaction transaction in block.Transactions.Skip(1))
        {
            yield return new JsonObject
            {
                ["data"] = Convert.ToHexStringLower(transaction.Encode()),
                ["txid"] = Digest.Show(transaction.Id),
                ["hash"] = Digest.Show(transaction.WitnessId),
                ["depends"] = new JsonArray([
                    .. transaction.Inputs.Where(i => places.ContainsKey(i.Previous.Transaction))
                        .Select(i => places[i.Previous.Transaction]).Distinct().Order()
                        .Select(static place => JsonValue.Create(place))]),
                ["sigops"] = SigopCost.Of(transaction),
                ["weight"] = transaction.Weight,
            };
            places[transaction.Id] = places.Count + 1;
        }
    }
}
