using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Blocks;

/// <summary>What a block or coinbase pays to whom, and whether it follows the rule.</summary>
/// <param name="Height">The height in which it is judged.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Verdict">qualified, unqualified, not_of_the_pool, or rejected.</param>
/// <param name="Reason">Why it is not qualified.</param>
/// <param name="BlockFlaw">
/// Why nodes would refuse the block itself; nothing is said of a coinbase alone.
/// </param>
/// <param name="Reward">What the coinbase says that it pays in all.</param>
/// <param name="Finder">To whom later blocks pay.</param>
/// <param name="Outputs">Every output in its order.</param>
/// <param name="Difference">The first payment that is not as demanded.</param>
internal sealed record Explanation(
    ulong Height,
    string Rule,
    string Verdict,
    Optional<string> Reason,
    Optional<string> BlockFlaw,
    Optional<Satoshi> Reward,
    Optional<string> Finder,
    Sequence<ExplainedOutput> Outputs,
    Optional<ExplainedDifference> Difference)
{
    internal static JsonShape<Explanation> Shape { get; } = JsonObject.Of<Explanation>()
        .Member("height", JsonShapes.Number, static x => x.Height)
        .Member("rule", JsonShapes.Text, static x => x.Rule)
        .Member("verdict", JsonShapes.Text, static x => x.Verdict)
        .OptionalMember("reason", JsonShapes.Text, static x => x.Reason)
        .OptionalMember("block_flaw", JsonShapes.Text, static x => x.BlockFlaw)
        .OptionalMember("reward", Shapes.Amount, static x => x.Reward)
        .OptionalMember("finder", JsonShapes.Text, static x => x.Finder)
        .Member("outputs", JsonShapes.List(ExplainedOutput.Shape), static x => x.Outputs)
        .OptionalMember("difference", ExplainedDifference.Shape, static x => x.Difference)
        .Build(static m => new(
            m.Take<ulong>(),
            m.Take<string>(),
            m.Take<string>(),
            m.Take<Optional<string>>(),
            m.Take<Optional<string>>(),
            m.Take<Optional<Satoshi>>(),
            m.Take<Optional<string>>(),
            m.Take<Sequence<ExplainedOutput>>(),
            m.Take<Optional<ExplainedDifference>>()));

    internal bool IsQualified => Verdict == "qualified";

    /// <summary>Judges a block in a state, of which it need not be the next one.</summary>
    internal static Explanation Of(SharingState state, RawBlock raw, BitcoinNetwork network)
    {
        Judgement judgement = Judge(state, raw);
        PoolTag? tag = state.TagIn(raw.Coinbase);
        Demand? demand = (judgement, tag) switch
        {
            (Judgement.Qualified qualified, _) => qualified.Demand,
            (Judgement.Unqualified { Difference: not null }, { } said) =>
                state.DemandOf(said.Reward, said.Script),
            _ => null,
        };
        return new(
            state.Next.Value,
            state.Rule.Identify().ToString(),
            Following.Verdict.WordOf(judgement),
            ReasonOf(judgement) is { } reason ? new(reason.ToString()) : default,
            FlawOf(raw.Block) is { } flaw ? new(flaw.ToString()) : default,
            tag is null ? default : new(tag.Reward),
            tag is null ? default : new(MiningOptions.Show(tag.Script, network)),
            new OutputNames(state, demand, network).Explain(raw.Coinbase.Outputs),
            judgement is Judgement.Unqualified { Difference: { } difference }
                ? new(ExplainedDifference.Of(difference, network))
                : default);
    }

    private static Judgement Judge(SharingState state, RawBlock raw) =>
        raw.Block is { } block && state.Tip is { } tip && block.Header.Previous != tip
            ? state.Apply(new(state.Next, block.Header, raw.Coinbase)).Judgement
            : state.Judge(raw.Coinbase);

    private static Refusal? ReasonOf(Judgement judgement) => judgement switch
    {
        Judgement.Unqualified unqualified => unqualified.Reason,
        Judgement.Rejected rejected => rejected.Reason,
        _ => null,
    };

    private static Refusal? FlawOf(Block? block) => block is null ? null : BlockRules.Check(block);
}
