using TrustlessPools.Ethereum.Json;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>Tells a rehearsal as it goes on.</summary>
internal interface IRehearsalView
{
    /// <summary>Tells what happened, in a line.</summary>
    void Say(string line);

    /// <summary>Tells how it ended.</summary>
    void Conclude(RehearsalSummary summary);
}

/// <summary>Lines for people.</summary>
internal sealed class PlainRehearsal : IRehearsalView
{
    public void Say(string line) => Console.WriteLine(line);

    public void Conclude(RehearsalSummary summary)
    {
        Console.WriteLine();
        foreach (RehearsalCheck check in summary.Checks)
        {
            Console.WriteLine($"{(check.Holds ? "holds " : "FAILS ")} {check.Name}: {check.Seen}");
        }

        Console.WriteLine($"{summary.Qualified} blocks by the rule, {summary.Undone} undone; "
            + $"{summary.TreeTransactions} transactions of trees, {summary.LeavesSpent} leaves spent");
        Console.WriteLine("every block was judged twice: "
            + $"{summary.ValidInputs} inputs valid by template here, "
            + $"{summary.SignedInputs} by signature at the node");
        Console.WriteLine(summary.IsGood ? "all holds" : "something does not hold");
    }
}

/// <summary>
/// JSON for programs: a line an entry, each with a <c>type</c>; the last one is the summary.
/// </summary>
internal sealed class JsonRehearsal : IRehearsalView
{
    private static readonly JsonShape<Entry<string>> Event = ShapeOf("text", JsonShapes.Text);
    private static readonly JsonShape<Entry<RehearsalSummary>> Summary = ShapeOf(
        "summary", RehearsalSummary.Shape);

    public void Say(string line) => Console.WriteLine(Event.ToText(new("event", line)));

    public void Conclude(RehearsalSummary summary) =>
        Console.WriteLine(Summary.ToText(new("summary", summary)));

    private static JsonShape<Entry<T>> ShapeOf<T>(string name, JsonShape<T> content)
        where T : notnull => JsonObject.Of<Entry<T>>()
        .Member("type", JsonShapes.Text, static x => x.Type)
        .Member(name, content, static x => x.Content)
        .Build(static m => new(m.Take<string>(), m.Take<T>()));

    private sealed record Entry<T>(string Type, T Content)
        where T : notnull;
}
