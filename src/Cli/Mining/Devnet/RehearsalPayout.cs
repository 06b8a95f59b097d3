using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Templates;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>What becomes of the trees that blocks of a rehearsal pay.</summary>
/// <param name="chain">The chain.</param>
/// <param name="miners">All who are paid.</param>
/// <param name="signer">Signs for the owners.</param>
internal sealed class RehearsalPayout(
    RehearsalChain chain, Sequence<RehearsalMiner> miners, OutsideSigner signer)
{
    private static readonly Satoshi SpendFee = new(1000);

    private readonly List<KeptTree> _trees = [];

    /// <summary>Transactions of trees in blocks.</summary>
    internal int TransactionsMined { get; private set; }

    /// <summary>Leaves that were spent in a block.</summary>
    internal int LeavesSpent { get; private set; }

    /// <summary>Keeps the tree of a block, if it pays one.</summary>
    internal void Keep(BlockProposal.Made made)
    {
        if (KeptTree.Of(made) is { } tree)
        {
            _trees.Add(tree);
        }
    }

    /// <summary>Asks both judges whether a block may take what a tree holds.</summary>
    internal async Task<(Refusal? Own, Refusal? Nodes)> StealAsync(
        RehearsalMiner thief, CancellationToken cancel)
    {
        Transaction honest = _trees[0].Transactions.First();
        var theft = honest with { Outputs = [new(_trees[0].Tree.Output.Amount, thief.Script)] };
        BlockProposal.Made made = await chain.MakeAsync(thief, [theft], default, cancel);
        return (chain.Judge.Check(made.Block), await chain.Node.ProposeAsync(made.Block, cancel));
    }

    /// <summary>Puts all transactions of all trees into a block.</summary>
    internal async Task<(int Trees, int Transactions)> ExpandAsync(
        RehearsalMiner miner, CancellationToken cancel)
    {
        Sequence<Transaction> all = _trees.SelectMany(static t => t.Transactions).ToSequence();
        Satoshi fees = _trees.Aggregate(
            default(Satoshi), static (sum, t) => sum + (t.Tree.Plan.Fees.Charge * (ulong)t.Tree.Nodes));
        BlockProposal.Made made = await chain.MakeAsync(miner, all, fees, cancel);
        await chain.LandAsync(made.Block, cancel);
        TransactionsMined += all.Count;
        return (_trees.Count, all.Count);
    }

    /// <summary>Lets every owner spend its leaves, each by a transaction that the node relays.</summary>
    internal async Task<(int Leaves, int Spent)> SpendAsync(RehearsalMiner miner, CancellationToken cancel)
    {
        var sent = new HashSet<Hash32>();
        int leaves = 0;
        foreach ((OutPoint coin, TransactionOutput output) in _trees.SelectMany(static t => t.Leaves))
        {
            leaves++;
            RehearsalMiner owner = miners.First(m => m.Script == output.Script);
            Sequence<TransactionOutput> paid = [output with { Amount = output.Amount - SpendFee }];
            Transaction spend = await signer.SpendAsync(owner.Key, coin, output.Amount, paid, cancel);
            sent.Add(await chain.Node.SendAsync(spend, cancel));
        }

        BlockProposal.Made made = await chain.MakeAsync(miner, [], default, cancel);
        await chain.LandAsync(made.Block, cancel);
        LeavesSpent = made.Block.Transactions.Count(t => sent.Contains(t.Id));
        return (leaves, LeavesSpent);
    }
}
