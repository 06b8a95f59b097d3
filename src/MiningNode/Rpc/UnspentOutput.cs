using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Rpc;

/// <summary>An output that nobody has spent (gettxout).</summary>
/// <param name="Output">Amount and script.</param>
/// <param name="Confirmations">Blocks from its own to the best one; 0 outside of blocks.</param>
/// <param name="IsCoinbase">True when a coinbase pays it: then it matures first.</param>
public sealed record UnspentOutput(TransactionOutput Output, uint Confirmations, bool IsCoinbase)
{
    internal static UnspentOutput Read(AnswerFields answer) => new(
        new(answer["value"].Amount(), new ByteString(answer["scriptPubKey"]["hex"].Bytes())),
        answer["confirmations"].Whole32(),
        answer["coinbase"].Flag());
}
