using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Blocks;

/// <summary>A window as a file, by which anybody can judge the next block without a node.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Snapshot">The state before the next block.</param>
internal sealed record WindowFile(string Rule, SharingSnapshot Snapshot)
{
    private static readonly JsonShape<ShareEntry> Entry = JsonObject.Of<ShareEntry>()
        .Member("position", JsonShapes.Number, static x => (ulong)x.Position)
        .Member("weight", JsonShapes.Number, static x => x.Weight)
        .Member("scripts", JsonShapes.List(Shapes.Bytes), static x => x.Scripts)
        .Build(static m => new(
            (long)m.Take<ulong>(), m.Take<ulong>(), m.Take<Sequence<ByteString>>()));

    internal static JsonShape<WindowFile> Shape { get; } = JsonObject.Of<WindowFile>()
        .Member("rule", JsonShapes.Text, static x => x.Rule)
        .Member("next", JsonShapes.Number, static x => x.Snapshot.Next.Value)
        .OptionalMember("tip", Shapes.Shown, static x =>
            x.Snapshot.Tip is { } tip ? new(tip) : default(Optional<Hash32>))
        .Member("times", JsonShapes.List(Shapes.Count), static x => x.Snapshot.Times)
        .Member("entries", JsonShapes.List(Entry), static x => x.Snapshot.Entries)
        .Build(static m => new(m.Take<string>(), new(
            new(m.Take<ulong>()),
            m.Take<Optional<Hash32>>().TryGet(out Hash32 tip) ? tip : null,
            m.Take<Sequence<uint>>(),
            m.Take<Sequence<ShareEntry>>())));

    internal static WindowFile Of(SharingState state) =>
        new(state.Rule.Identify().ToString(), state.Snapshot);

    /// <summary>Reads the state of a rule.</summary>
    /// <exception cref="UsageException">It is none, or another rule's.</exception>
    internal static SharingState Read(string path, SharingRule rule)
    {
        if (!Shape.TryParse(File.ReadAllBytes(path), out WindowFile? file, out string? flaw))
        {
            throw new UsageException(MiningRefusals.BadWindowFile(path, flaw));
        }

        string name = rule.Identify().ToString();
        return file.Rule == name
            ? SharingState.Restore(rule, file.Snapshot)
            : throw new UsageException(MiningRefusals.OtherRule(path, file.Rule, name));
    }

    internal void Write(string path) => File.WriteAllText(path, Shape.ToText(this, indented: true) + "\n");
}
