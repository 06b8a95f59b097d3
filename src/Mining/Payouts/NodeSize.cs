using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;

namespace TrustlessPools.Mining.Payouts;

/// <summary>How large the transactions of a tree are, computed without making them.</summary>
internal static class NodeSize
{
    /// <summary>The length in bytes of an output that the next transaction spends.</summary>
    internal const int NodeOutput = 8 + 1 + TemplateScript.Size;

    // nVersion, the number of inputs, the input without a scriptSig, nLockTime.
    private const int FrameSize = 4 + 1 + (32 + 4 + 1 + 4) + 4;

    // Marker and flag, the number of items, the script behind its length.
    private const int WitnessSize = 2 + 1 + 1 + TemplateScript.Size;

    private static readonly int AnchorOutput = TransactionOutput.SizeWith(OutputScript.Anchor.Length);

    /// <summary>The virtual size of each node's transaction, by number.</summary>
    /// <remarks>A node's number is below its parent's. Linear in leaves and nodes.</remarks>
    internal static int[] Of(
        TreeStructure structure, TreePlan plan, ReadOnlySpan<TransactionOutput> payments)
    {
        var sizes = new int[structure.Nodes];
        for (int node = 0; node < sizes.Length; node++)
        {
            ReadOnlySpan<TreeChild> children = structure.ChildrenOf(new(node));
            int outputs = 0;
            foreach (TreeChild child in children)
            {
                outputs += child.IsLeaf
                    ? TransactionOutput.SizeWith(payments[child.Leaf.Value].Script.Length)
                    : NodeOutput;
            }

            sizes[node] = Of(plan, children.Length, outputs);
        }

        return sizes;
    }

    /// <summary>The virtual size of a transaction with so many children, whose outputs are so long.</summary>
    internal static int Of(TreePlan plan, int children, int outputsSize)
    {
        int count = plan.Fees.HasAnchor ? children + 1 : children;
        int anchor = plan.Fees.HasAnchor ? AnchorOutput : 0;
        int size = FrameSize + BitcoinWriter.SizeOfCompact((ulong)count) + outputsSize + anchor;
        int witness = plan.Form is TemplateForm.WitnessScriptHash ? WitnessSize : 0;
        return ((size * Transaction.WitnessScale) + witness + Transaction.WitnessScale - 1)
            / Transaction.WitnessScale;
    }
}
