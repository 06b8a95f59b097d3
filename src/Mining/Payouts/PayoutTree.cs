using TrustlessPools.Bitcoin.Scripts;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>
/// The transactions that divide one output among many recipients, each the only one that may spend its
/// input.
/// </summary>
/// <remarks>
/// Spec: docs/spec/payouts.md#trees. Outpoints are not part of templates: a tree is known before the block
/// that pays it, and <see cref="Spend"/> makes its transactions once the outpoint is known. Equal plans
/// and payments give equal trees.
/// </remarks>
public sealed class PayoutTree
{
    private readonly TreeStructure _structure;
    private readonly TreeAmounts _amounts;
    private readonly Hash32[] _templates;

    private PayoutTree(
        TreePlan plan, Sequence<TransactionOutput> payments, TreeStructure structure, TreeAmounts amounts)
    {
        Plan = plan;
        Payments = payments;
        _structure = structure;
        _amounts = amounts;
        _templates = TemplatesOf();
    }

    /// <summary>How the tree is made.</summary>
    public TreePlan Plan { get; }

    /// <summary>What the sharing rule says, before charges, in its order.</summary>
    public Sequence<TransactionOutput> Payments { get; }

    /// <summary>How many transactions there are; they are numbered from 0.</summary>
    public int Nodes => _structure.Nodes;

    /// <summary>The transaction that spends the coinbase.</summary>
    public NodeNumber Root => _structure.Root;

    /// <summary>What the coinbase pays: the sum of all payments, to the root.</summary>
    public TransactionOutput Output => OutputOf(TreeChild.Of(Root));

    /// <summary>What a transaction pays, in the order of its outputs; an anchor comes last.</summary>
    public ReadOnlySpan<TreeChild> ChildrenOf(NodeNumber node) => _structure.ChildrenOf(node);

    /// <summary>The output that pays a child; the root has none in the tree.</summary>
    public TreePlace PlaceOf(TreeChild child) => _structure.PlaceOf(child);

    /// <summary>The output that pays a recipient or a transaction; what charges have left of it.</summary>
    public TransactionOutput OutputOf(TreeChild child) => child.IsLeaf
        ? new(_amounts.Of(child), Payments[child.Leaf.Value].Script)
        : new(_amounts.Of(child), TemplateScript.OutputOf(Plan.Form, TemplateOf(child.Node)));

    /// <summary>The hash to which the output above a transaction commits.</summary>
    public Hash32 TemplateOf(NodeNumber node) => _templates[node.Value];

    /// <summary>The complete transaction, which needs no signature.</summary>
    /// <param name="node">Which one.</param>
    /// <param name="spent">The output that pays it.</param>
    public Transaction Spend(NodeNumber node, OutPoint spent)
    {
        ReadOnlySpan<TreeChild> children = ChildrenOf(node);
        var outputs = new List<TransactionOutput>(children.Length + 1);
        foreach (TreeChild child in children)
        {
            outputs.Add(OutputOf(child));
        }

        if (Plan.Fees.HasAnchor)
        {
            outputs.Add(new(Plan.Fees.Charge, OutputScript.Anchor));
        }

        Sequence<ByteString> witness = TemplateScript.WitnessOf(Plan.Form, TemplateOf(node));
        var input = new TransactionInput(spent, default, TransactionInput.SequenceFinal, witness);
        return new(Plan.Fees.Version, [input], [.. outputs], TreePlan.LockTime);
    }

    /// <summary>Builds and hashes the tree of payments that the plan has checked.</summary>
    /// <returns>The only output, or the refusal of the first leaf or node that does not fit.</returns>
    internal static PayoutResult Build(TreePlan plan, Sequence<TransactionOutput> payments)
    {
        ReadOnlySpan<TransactionOutput> list = payments.AsSpan();
        TreeStructure structure = TreeStructure.Of(plan, list);
        int[] sizes = NodeSize.Of(structure, plan, list);
        for (int node = 0; node < sizes.Length; node++)
        {
            if (sizes[node] > plan.Fees.VirtualSizeMax)
            {
                return new PayoutResult.Refused(
                    PayoutRefusals.NodeTooLarge(new(node), sizes[node], plan.Fees.VirtualSizeMax));
            }
        }

        var amounts = TreeAmounts.Of(structure, plan.Fees.Charge, list);
        if (DustIn(amounts, list) is { } refusal)
        {
            return new PayoutResult.Refused(refusal);
        }

        // From here it must succeed.
        amounts.AssertSums(structure, plan.Fees.Charge);
        var tree = new PayoutTree(plan, payments, structure, amounts);
        return new PayoutResult.Paid([tree.Output], tree);
    }

    private static Refusal? DustIn(TreeAmounts amounts, ReadOnlySpan<TransactionOutput> payments)
    {
        for (int i = 0; i < payments.Length; i++)
        {
            Satoshi left = amounts.Of(TreeChild.Of(new LeafNumber(i)));
            Satoshi least = PayeeScript.DustThresholdOf(payments[i].Script);
            if (left < least)
            {
                return PayoutRefusals.LeafIsDust(new(i), payments[i].Amount, left, least);
            }
        }

        return null;
    }

    /// <summary>Hashes all transactions, children before the parents that commit to them.</summary>
    private Hash32[] TemplatesOf()
    {
        var templates = new Hash32[Nodes];
        var hasher = new TemplateHasher(
            Plan.Fees.Version, TreePlan.LockTime, TransactionInput.SequenceFinal);
        ReadOnlySpan<TransactionOutput> payments = Payments.AsSpan();
        Span<byte> script = stackalloc byte[TemplateScript.Size];
        for (int node = 0; node < templates.Length; node++)
        {
            foreach (TreeChild child in ChildrenOf(new(node)))
            {
                if (child.IsLeaf)
                {
                    hasher.Add(_amounts.Of(child), payments[child.Leaf.Value].Script.AsSpan());
                    continue;
                }

                TemplateScript.WriteOutput(Plan.Form, templates[child.Node.Value], script);
                hasher.Add(_amounts.Of(child), script);
            }

            if (Plan.Fees.HasAnchor)
            {
                hasher.Add(Plan.Fees.Charge, OutputScript.Anchor.AsSpan());
            }

            templates[node] = hasher.Take();
        }

        return templates;
    }
}
