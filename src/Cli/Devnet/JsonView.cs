using TrustlessPools.Cli.Devnet.Story;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Node.Api;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// JSON for programs: a line an entry, each with a <c>type</c>; the last one is the summary.
/// </summary>
internal sealed class JsonView : IDevnetView
{
    private static readonly JsonShape<Entry<string>> SayShape = ShapeOf("text", JsonShapes.Text);
    private static readonly JsonShape<Entry<NodeStatus>> StatusShape = ShapeOf("status", NodeStatus.Shape);
    private static readonly JsonShape<Entry<MoneyStanding>> MoneyShape = ShapeOf(
        "money", MoneyStanding.Shape);
    private static readonly JsonShape<Entry<DevnetSummary>> SummaryShape = ShapeOf(
        "summary", DevnetSummary.Shape);

    private NodeStatus? _shown;
    private MoneyStanding? _money;

    public void Say(string line) => Console.WriteLine(SayShape.ToText(new("event", line)));

    public void Show(DevnetModel model)
    {
        if (model.Status is { } status && status.Height != _shown?.Height)
        {
            _shown = status;
            Console.WriteLine(StatusShape.ToText(new("status", status)));
        }

        if (model.Money is { } money && money != _money)
        {
            _money = money;
            Console.WriteLine(MoneyShape.ToText(new("money", money)));
        }
    }

    public void Conclude(DevnetSummary summary) =>
        Console.WriteLine(SummaryShape.ToText(new("summary", summary)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static JsonShape<Entry<T>> ShapeOf<T>(string name, JsonShape<T> content)
        where T : notnull => JsonObject.Of<Entry<T>>()
        .Member("type", JsonShapes.Text, static x => x.Type)
        .Member(name, content, static x => x.Content)
        .Build(static m => new(m.Take<string>(), m.Take<T>()));

    private sealed record Entry<T>(string Type, T Content)
        where T : notnull;
}
