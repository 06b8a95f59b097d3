using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Templates;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>A tree that a block pays.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Root">The coinbase's output.</param>
internal sealed record KeptTree(PayoutTree Tree, OutPoint Root)
{
    /// <summary>The tree of a block; null when it pays none.</summary>
    internal static KeptTree? Of(BlockProposal.Made made)
    {
        Transaction coinbase = made.Block.Transactions[0];
        return made.Demand.Tree is { } tree
            ? new(tree, new(coinbase.Id, (uint)Array.IndexOf([.. coinbase.Outputs], tree.Output)))
            : null;
    }

    /// <summary>All transactions, parents first.</summary>
    internal IEnumerable<Transaction> Transactions =>
        TreeExpansion.Below(Tree, Tree.Root, Root).Select(static s => s.Transaction);

    /// <summary>The outputs that pay recipients.</summary>
    internal IEnumerable<(OutPoint Coin, TransactionOutput Output)> Leaves
    {
        get
        {
            Dictionary<NodeNumber, Hash32> ids = TreeExpansion.Below(Tree, Tree.Root, Root)
                .ToDictionary(static s => s.Node, static s => s.Transaction.Id);
            for (int i = 0; i < Tree.Payments.Count; i++)
            {
                var leaf = TreeChild.Of(new LeafNumber(i));
                TreePlace place = Tree.PlaceOf(leaf);
                yield return (new(ids[place.Parent], place.Index), Tree.OutputOf(leaf));
            }
        }
    }
}
