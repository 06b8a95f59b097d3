using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Templates;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>What a node would put into the next block (getblocktemplate, BIP-0022 and BIP-0145).</summary>
/// <param name="Height">The block's height.</param>
/// <param name="Previous">The block before.</param>
/// <param name="Version">nVersion.</param>
/// <param name="Bits">The compact target.</param>
/// <param name="Time">The node's clock, in seconds since 1970.</param>
/// <param name="TimeLeast">The earliest time that the block may name.</param>
/// <param name="Reward">Subsidy and fees: the most that the coinbase may pay.</param>
/// <param name="Transactions">All but the coinbase, in order.</param>
/// <param name="LongPoll">Names this template to wait for another; empty when the node has none.</param>
public sealed record NodeTemplate(
    Height Height,
    Hash32 Previous,
    int Version,
    uint Bits,
    uint Time,
    uint TimeLeast,
    Satoshi Reward,
    Sequence<TemplateTransaction> Transactions,
    string LongPoll)
{
    /// <summary>What a block is made of, at the time of the node.</summary>
    public BlockOffer Offer => new(
        Height,
        Previous,
        Version,
        Bits,
        Math.Max(Time, TimeLeast),
        Reward,
        Transactions.Map(static t => t.Transaction));

    internal static NodeTemplate Read(AnswerFields answer) => new(
        answer["height"].Height(),
        answer["previousblockhash"].Hash(),
        unchecked((int)answer["version"].Whole32()),
        answer["bits"].Bits(),
        answer["curtime"].Whole32(),
        answer["mintime"].Whole32(),
        new(answer["coinbasevalue"].Whole()),
        answer["transactions"].Items().Select(TemplateTransaction.Read).ToSequence(),
        answer.TryGet("longpollid")?.Text() ?? string.Empty);
}

/// <summary>A transaction of a template.</summary>
/// <param name="Transaction">The transaction, whose identifier is the one that the node says.</param>
/// <param name="Fee">What it leaves to the miner.</param>
public sealed record TemplateTransaction(Transaction Transaction, Satoshi Fee)
{
    internal static TemplateTransaction Read(AnswerFields answer)
    {
        Transaction transaction = Bitcoin.Transactions.Transaction.TryDecode(answer["data"].Bytes())
            ?? throw answer.Malformed("data that is no transaction", "a transaction");
        Hash32 id = transaction.Id;
        return (answer.TryGet("txid")?.Hash() ?? id) == id
            ? new(transaction, new(answer["fee"].Whole()))
            : throw answer.Malformed("a txid that is another's", "the transaction's own");
    }
}
