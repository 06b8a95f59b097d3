using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Following;

/// <summary>The window, and what each of its scripts has coming.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Next">The height of the block that comes next.</param>
/// <param name="Blocks">How many blocks count.</param>
/// <param name="Full">How many make the window full.</param>
/// <param name="Reward">For which reward the next block is reckoned.</param>
/// <param name="Outstanding">
/// What all have coming of blocks to come; none where the window does not tell it.
/// </param>
/// <param name="Members">A row for each script, in the order of scripts.</param>
internal sealed record PoolStatus(
    string Rule,
    ulong Next,
    ulong Blocks,
    uint Full,
    Satoshi Reward,
    Optional<Satoshi> Outstanding,
    Sequence<PoolMember> Members)
{
    internal static JsonShape<PoolStatus> Shape { get; } = JsonObject.Of<PoolStatus>()
        .Member("rule", JsonShapes.Text, static x => x.Rule)
        .Member("next", JsonShapes.Number, static x => x.Next)
        .Member("blocks", JsonShapes.Number, static x => x.Blocks)
        .Member("full", Shapes.Count, static x => x.Full)
        .Member("reward", Shapes.Amount, static x => x.Reward)
        .OptionalMember("outstanding", Shapes.Amount, static x => x.Outstanding)
        .Member("members", JsonShapes.List(PoolMember.Shape), static x => x.Members)
        .Build(static m => new(
            m.Take<string>(),
            m.Take<ulong>(),
            m.Take<ulong>(),
            m.Take<uint>(),
            m.Take<Satoshi>(),
            m.Take<Optional<Satoshi>>(),
            m.Take<Sequence<PoolMember>>()));

    /// <summary>Takes stock.</summary>
    /// <param name="state">Where the pool stands.</param>
    /// <param name="network">Whose addresses are shown.</param>
    /// <param name="reward">What the next block is taken to pay in all.</param>
    internal static PoolStatus Of(SharingState state, BitcoinNetwork network, Satoshi reward)
    {
        // A finder without a script has no part in the window.
        Dictionary<ByteString, Satoshi> next = state.DemandOf(reward, default).Owed
            .ToDictionary(static o => o.Script, static o => o.Amount);
        Dictionary<ByteString, int> blocks = state.Window.Entries
            .SelectMany(static e => e.Scripts)
            .GroupBy(static s => s)
            .ToDictionary(static g => g.Key, static g => g.Count());
        Sequence<KeyValuePair<ByteString, Satoshi>>? coming =
            TrustlessPools.Mining.Sharing.Outstanding.Of(state);
        Dictionary<ByteString, Satoshi>? outstanding =
            coming?.ToDictionary(static c => c.Key, static c => c.Value);
        return new(
            state.Rule.Identify().ToString(),
            state.Next.Value,
            (ulong)state.Window.Blocks,
            state.Rule.Window.Full,
            reward,
            coming is { } all
                ? new(all.Aggregate(default(Satoshi), static (sum, c) => sum + c.Value))
                : default,
            state.Window.Weights.Select(w => new PoolMember(
                MiningOptions.Show(w.Key, network),
                (ulong)blocks[w.Key],
                next.GetValueOrDefault(w.Key),
                outstanding is null ? default : new(outstanding[w.Key]))).ToSequence());
    }
}

/// <summary>A script of the window.</summary>
/// <param name="To">Its address.</param>
/// <param name="Blocks">How often it is in the window.</param>
/// <param name="Next">What the next block pays it.</param>
/// <param name="Outstanding">What it has coming of blocks to come, as far as the window tells it.</param>
internal sealed record PoolMember(string To, ulong Blocks, Satoshi Next, Optional<Satoshi> Outstanding)
{
    internal static JsonShape<PoolMember> Shape { get; } = JsonObject.Of<PoolMember>()
        .Member("to", JsonShapes.Text, static x => x.To)
        .Member("blocks", JsonShapes.Number, static x => x.Blocks)
        .Member("next", Shapes.Amount, static x => x.Next)
        .OptionalMember("outstanding", Shapes.Amount, static x => x.Outstanding)
        .Build(static m => new(
            m.Take<string>(), m.Take<ulong>(), m.Take<Satoshi>(), m.Take<Optional<Satoshi>>()));
}
