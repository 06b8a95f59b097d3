using System.Diagnostics;
using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Blocks;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>Lets a plan happen on a real node, and tells what holds.</summary>
/// <param name="plan">The story.</param>
/// <param name="chain">The chain.</param>
/// <param name="miners">As many as the plan has.</param>
/// <param name="payout">What becomes of trees.</param>
/// <param name="fromScratch">Follows the chain anew, and gives the state.</param>
/// <param name="view">Tells it.</param>
internal sealed class RehearsalRun(
    RehearsalPlan plan,
    RehearsalChain chain,
    Sequence<RehearsalMiner> miners,
    RehearsalPayout payout,
    Func<CancellationToken, Task<SharingState>> fromScratch,
    IRehearsalView view)
{
    private readonly List<RehearsalCheck> _checks = [];
    private readonly SortedDictionary<ulong, Satoshi> _rewards = [];

    /// <summary>Goes through the story.</summary>
    internal async Task<RehearsalSummary> RunAsync(CancellationToken cancel)
    {
        foreach (Act act in plan.Acts())
        {
            cancel.ThrowIfCancellationRequested();
            await DoAsync(act, cancel);
        }

        CheckEnd();
        return new(
            chain.State.Next.Previous.Value,
            (ulong)chain.Qualified,
            (ulong)chain.Undone,
            (ulong)payout.TransactionsMined,
            (ulong)payout.LeavesSpent,
            (ulong)chain.Judge.Valid,
            (ulong)chain.Judge.LeftToNode,
            _checks.ToSequence());
    }

    private Task DoAsync(Act act, CancellationToken cancel) => act switch
    {
        Act.Stage stage => Say(stage.Text),
        Act.Prepare prepare => PrepareAsync(prepare.Height, cancel),
        Act.Share share => ShareAsync(miners[share.Miner], share.IsKept, cancel),
        Act.Solo solo => SoloAsync(miners[solo.Miner], cancel),
        Act.Cheat cheat => CheatAsync(miners[cheat.Miner], cancel),
        Act.Reorganise other => ReorganiseAsync(other, cancel),
        Act.Compare => CompareAsync(cancel),
        Act.Steal steal => StealAsync(miners[steal.Miner], cancel),
        Act.Expand expand => ExpandAsync(miners[expand.Miner], cancel),
        Act.Spend spend => SpendAsync(miners[spend.Miner], cancel),
        _ => throw new UnreachableException(),
    };

    private Task Say(string stage)
    {
        view.Say($"== {stage}");
        return Task.CompletedTask;
    }

    private async Task PrepareAsync(uint height, CancellationToken cancel)
    {
        Height now = await chain.Node.HeightAsync(cancel);
        await chain.Node.GenerateAsync((int)(height - now.Value), miners[0].Address, cancel);
        await chain.FollowAsync(cancel);
    }

    private async Task ShareAsync(RehearsalMiner miner, bool isKept, CancellationToken cancel)
    {
        ulong height = chain.State.Next.Value;
        BlockProposal.Made made = await chain.MakeAsync(miner, [], default, cancel);
        Judgement judgement = await chain.LandAsync(made.Block, cancel);
        _rewards[height] = made.Demand.Reward;
        bool isQualified = judgement is Judgement.Qualified;
        if (!isQualified)
        {
            Check("a block by the rule is qualified", isHeld: false, $"block {height}: {judgement}");
        }

        if (isKept)
        {
            payout.Keep(made);
        }

        view.Say($"block {height} by {miner}: keeps {made.Demand.Finder.Amount}, "
            + $"owes {made.Demand.Owed.Count} others {made.Demand.Reward - made.Demand.Finder.Amount}"
            + (made.Demand.Tree is null ? string.Empty : " by a tree"));
    }

    private async Task SoloAsync(RehearsalMiner miner, CancellationToken cancel)
    {
        ulong height = chain.State.Next.Value;
        SharingSnapshot before = chain.State.Snapshot;
        Sequence<Hash32> made = await chain.Node.GenerateAsync(1, miner.Address, cancel);
        Judgement judgement = await chain.TakeAsync(made[0], cancel);
        bool isOutside = judgement is Judgement.NotOfThePool
            && before.Entries == chain.State.Snapshot.Entries;
        Check("a block of somebody alone changes no window", isOutside, $"block {height} by {miner}");
        view.Say($"block {height} by {miner} alone: not of the pool");
    }

    private async Task CheatAsync(RehearsalMiner miner, CancellationToken cancel)
    {
        ulong height = chain.State.Next.Value;
        SharingState state = chain.State;
        BlockProposal.Made made = await chain.MakeAsync(miner, [], default, cancel);
        Block cheat = WithASatoshiMore(made.Block);
        Judgement judgement = await chain.LandAsync(cheat, cancel);
        var explanation = Explanation.Of(state, new(null, cheat.Transactions[0]), RehearsalPlan.Network);
        bool isNamed = judgement is Judgement.Unqualified { Difference: not null };
        Check("a cheater is named", isNamed, $"block {height} by {miner}: {explanation.Difference}");
        view.Say($"block {height} by {miner} cheats, {explanation.Difference}");
    }

    /// <summary>Takes a satoshi from what others are owed.</summary>
    private static Block WithASatoshiMore(Block block)
    {
        Transaction coinbase = block.Transactions[0];
        TransactionOutput[] outputs = [.. coinbase.Outputs];
        outputs[0] = outputs[0] with { Amount = outputs[0].Amount + new Satoshi(1) };
        outputs[1] = outputs[1] with { Amount = outputs[1].Amount - new Satoshi(1) };
        var cheat = block with
        {
            Transactions = [coinbase with { Outputs = [.. outputs] }, .. block.Transactions.Skip(1)],
        };
        return cheat with { Header = block.Header with { MerkleRoot = cheat.MerkleRoot.Hash } };
    }

    private async Task ReorganiseAsync(Act.Reorganise act, CancellationToken cancel)
    {
        Hash32? left = chain.State.Tip;
        Sequence<BlockProposal.Made> branch = await chain.ReorganiseAsync(
            act.Depth, act.Miners.Select(m => miners[m]), cancel);
        foreach (BlockProposal.Made made in branch)
        {
            payout.Keep(made);
        }

        bool isLeft = chain.State.Tip != left && chain.State.Next.Previous.Value == HeightOf(branch[^1]);
        string seen = $"{act.Depth} blocks undone, {act.Miners.Count} instead";
        Check("a longer branch is followed", isLeft, seen);
        view.Say($"{act.Depth} blocks are undone by a branch of {act.Miners.Count}");
    }

    private async Task CompareAsync(CancellationToken cancel)
    {
        SharingState anew = await fromScratch(cancel);
        bool isEqual = anew.Snapshot == chain.State.Snapshot;
        Check(
            "the window equals that of following from scratch", isEqual, $"before block {chain.State.Next}");
    }

    private async Task StealAsync(RehearsalMiner miner, CancellationToken cancel)
    {
        (Refusal? own, Refusal? nodes) = await payout.StealAsync(miner, cancel);
        string node = nodes is null ? "the node alone would take it" : $"the node: {nodes.Supplied}";
        Check("what a tree holds cannot be stolen", own?.Reason == "WrongTemplate", $"{own?.Reason}; {node}");
        view.Say($"a theft of a tree is refused here ({own?.Reason}); {node}");
    }

    private async Task ExpandAsync(RehearsalMiner miner, CancellationToken cancel)
    {
        ulong height = chain.State.Next.Value;
        (int trees, int transactions) = await payout.ExpandAsync(miner, cancel);
        view.Say($"block {height} by {miner}: all {trees} trees of matured coinbases are expanded "
            + $"by {transactions} transactions");
    }

    private async Task SpendAsync(RehearsalMiner miner, CancellationToken cancel)
    {
        ulong height = chain.State.Next.Value;
        (int leaves, int spent) = await payout.SpendAsync(miner, cancel);
        Check("every leaf is spent by its owner", leaves > 0 && leaves == spent, $"{spent} of {leaves}");
        view.Say($"block {height} by {miner}: {spent} of {leaves} leaves are spent by their owners");
    }

    private void CheckEnd()
    {
        RehearsalMiner cheater = miners[^1];
        UInt128 paid = chain.State.Window.WeightOf(cheater.Script);
        Check("a cheater is not paid", paid == 0, $"{cheater} counts {paid}");
        int blocks = chain.State.Window.Blocks;
        Check("the window is full", blocks == plan.Window, $"{blocks} blocks");
        (Satoshi before, Satoshi after) = (_rewards.Values.First(), _rewards.Values.Last());
        Check("the reward halved", after.Value == before.Value / 2, $"{before} to {after} satoshi");
    }

    private void Check(string name, bool isHeld, string seen) => _checks.Add(new(name, isHeld, seen));

    private static ulong HeightOf(BlockProposal.Made made) =>
        CoinbaseHeight.TryRead(
            made.Block.Transactions[0].Inputs[0].ScriptSig.AsSpan())!.Value.Value;
}
