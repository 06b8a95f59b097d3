using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Templates;

/// <summary>Makes the block that a member of a pool mines, of what a node offers.</summary>
/// <remarks>Spec: docs/spec/mining-pool.md#blocks.</remarks>
public static class BlockAssembly
{
    private static ReadOnlySpan<byte> Mark => "/tpool/"u8;

    /// <summary>Makes the next block.</summary>
    /// <param name="state">Where the pool stands, on the block before.</param>
    /// <param name="offer">What the node offers.</param>
    /// <param name="maker">Who makes it.</param>
    public static BlockProposal Build(SharingState state, BlockOffer offer, BlockMaker maker)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(maker);
        if ((CheckPlace(state, offer) ?? CheckMaker(state.Rule, maker)) is { } refusal)
        {
            return new BlockProposal.Refused(refusal);
        }

        Demand demand = state.DemandOf(offer.Reward, maker.Script);
        bool isBelowStart = state.Next < state.Rule.Start;
        Sequence<TransactionOutput> outputs = isBelowStart
            ? [new(offer.Reward, maker.Script)]
            : demand.Outputs.Add(new(default, state.TagOf(offer.Reward, maker.Script)));
        refusal = TryBuild(offer, maker, outputs, out Block? block);
        if (block is null)
        {
            return new BlockProposal.Refused(refusal!);
        }

        Judgement judgement = state.Judge(block.Transactions[0]);
        bool isRight = isBelowStart || judgement is Judgement.Qualified;
        Invariant.Holds(isRight, "A block of the pool's own making is qualified.");
        return new BlockProposal.Made(block, demand, judgement);
    }

    private static Refusal? CheckPlace(SharingState state, BlockOffer offer)
    {
        if (offer.Height != state.Next)
        {
            return SharingRefusals.WrongHeight(offer.Height, state.Next);
        }

        return state.Tip is { } tip && offer.Previous != tip
            ? SharingRefusals.OtherParent(offer.Previous, tip)
            : null;
    }

    private static Refusal? CheckMaker(SharingRule rule, BlockMaker maker) =>
        PayeeScript.IsPermitted(maker.Script)
            ? TemplateGuard.Check(rule.Form, maker.Network, maker.AreTemplatesActive)
            : SharingRefusals.ForbiddenScript(maker.Script);

    private static Refusal? TryBuild(
        BlockOffer offer, BlockMaker maker, Sequence<TransactionOutput> outputs, out Block? block)
    {
        block = null;
        var script = new CoinbaseScript(new((uint)offer.Height.Value), new(Mark), maker.Extra);
        Refusal? refusal = Coinbase.TryBuild(
            script, outputs, CommitmentOf(offer.Transactions), out Transaction? coinbase);
        if (coinbase is null)
        {
            return refusal;
        }

        var header = new BlockHeader(
            offer.Version, offer.Previous, default, offer.Time, offer.Bits, Nonce: 0);
        var made = new Block(header, [coinbase, .. offer.Transactions]);
        made = made with { Header = header with { MerkleRoot = made.MerkleRoot.Hash } };
        refusal = BlockRules.Check(made);
        block = refusal is null ? made : null;
        return refusal;
    }

    /// <summary>The commitment to the witnesses of a block; none where there are no witnesses.</summary>
    private static Hash32? CommitmentOf(Sequence<Transaction> transactions)
    {
        if (!transactions.Any(static t => t.HasWitness))
        {
            return null;
        }

        // The coinbase counts as zero, whatever stands in its place.
        Sequence<Transaction> all = [transactions[0], .. transactions];
        return WitnessCommitment.Of(all, reserved: default);
    }
}
