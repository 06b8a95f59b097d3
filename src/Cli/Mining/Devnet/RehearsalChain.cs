using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Following;
using TrustlessPools.Cli.Mining.Templates;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Mining.Templates;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>Blocks of a rehearsal: made, mined, judged twice, handed in, followed.</summary>
/// <param name="pool">The pool beside the node.</param>
internal sealed class RehearsalChain(FollowedPool pool)
{
    private const uint Tries = 1 << 20;

    // The states that blocks of the pool were judged in, by the height of the block.
    private readonly SortedDictionary<ulong, SharingState> _before = [];
    private uint _made;

    internal SecondJudge Judge { get; } = new();

    internal BitcoinNode Node => pool.Node;

    internal SharingState State => pool.State;

    /// <summary>Blocks that followed the rule.</summary>
    internal int Qualified { get; private set; }

    /// <summary>Blocks that a reorganisation undid.</summary>
    internal int Undone { get; private set; }

    /// <summary>Makes the next block with some transactions beside those that the node offers.</summary>
    /// <param name="miner">Who finds it.</param>
    /// <param name="extra">The transactions.</param>
    /// <param name="fees">What they leave to the miner.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<BlockProposal.Made> MakeAsync(
        RehearsalMiner miner, Sequence<Transaction> extra, Satoshi fees, CancellationToken cancel)
    {
        await pool.CatchUpAsync(cancel);
        BlockOffer offer = await pool.OfferAsync(cancel);
        return Make(State, miner, offer with
        {
            Reward = offer.Reward + fees,
            Transactions = [.. offer.Transactions, .. extra],
        });
    }

    /// <summary>Mines a block, judges it here, and hands it to the node; then follows.</summary>
    /// <exception cref="RefusedException">One of the two judges refuses it.</exception>
    internal async Task<Judgement> LandAsync(Block made, CancellationToken cancel)
    {
        Block block = Mine(made);
        SharingState state = State;
        _before[state.Next.Value] = state;
        await HandInAsync(block, cancel);
        await pool.CatchUpAsync(cancel);
        return Count(state.Apply(MinedOf(state, block)).Judgement);
    }

    /// <summary>Takes a block that the node made.</summary>
    internal async Task<Judgement> TakeAsync(Hash32 hash, CancellationToken cancel)
    {
        Block block = await Node.BlockAsync(hash, cancel);
        SharingState state = State;
        _before[state.Next.Value] = state;
        Refuse(Judge.Add(block));
        await pool.CatchUpAsync(cancel);
        return Count(state.Apply(MinedOf(state, block)).Judgement);
    }

    /// <summary>Follows what the node made where there is no pool yet.</summary>
    internal Task FollowAsync(CancellationToken cancel) => pool.CatchUpAsync(cancel);

    /// <summary>Leaves the last blocks for a longer branch.</summary>
    /// <param name="depth">How many are left.</param>
    /// <param name="miners">Who finds the blocks of the branch.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The blocks of the branch.</returns>
    internal async Task<Sequence<BlockProposal.Made>> ReorganiseAsync(
        int depth, IEnumerable<RehearsalMiner> miners, CancellationToken cancel)
    {
        BlockOffer offer = await pool.OfferAsync(cancel);
        SharingState state = _before[State.Next.Value - (ulong)depth];
        var branch = new List<BlockProposal.Made>();
        foreach (RehearsalMiner miner in miners)
        {
            BlockProposal.Made made = Make(state, miner, offer with
            {
                Height = state.Next,
                Previous = state.Tip ?? default,
                Reward = Subsidy.At(new((uint)state.Next.Value), RehearsalPlan.Network),
                Transactions = [],
            });
            branch.Add(made);
            Block block = Mine(made.Block);
            _before[state.Next.Value] = state;
            state = state.Apply(MinedOf(state, block)).State;
            Qualified++;
            await HandInAsync(block, cancel);
        }

        await pool.CatchUpAsync(cancel);
        Undone += depth;
        return branch.ToSequence();
    }

    private BlockProposal.Made Make(SharingState state, RehearsalMiner miner, BlockOffer offer)
    {
        var maker = new BlockMaker(
            RehearsalPlan.Network,
            AreTemplatesActive: true,
            miner.Script,
            new(BitConverter.GetBytes(_made++)));
        return MiningTemplateCommand.Build(state, offer, maker);
    }

    private async Task HandInAsync(Block block, CancellationToken cancel)
    {
        Refuse(Judge.Add(block));
        Refuse(await Node.SubmitAsync(block, cancel));
    }

    private Judgement Count(Judgement judgement)
    {
        Qualified += judgement is Judgement.Qualified ? 1 : 0;
        return judgement;
    }

    private static Block Mine(Block block) => NonceSearch.Find(block.Header, Tries) is { } header
        ? block with { Header = header }
        : throw new InvariantBrokenException($"None of {Tries} nonces meets regtest's target.");

    private static MinedBlock MinedOf(SharingState state, Block block) =>
        new(state.Next, block.Header, block.Transactions[0]);

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RefusedException(refusal);
        }
    }
}
