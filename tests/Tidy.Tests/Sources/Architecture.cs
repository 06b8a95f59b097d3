using System.Text.RegularExpressions;

namespace TrustlessPools.Tidy.Tests.Sources;

/// <summary>The table of arrows in docs/architecture.md.</summary>
/// <param name="Rows">By project.</param>
internal sealed partial record Architecture(IReadOnlyDictionary<string, Row> Rows)
{
    internal const string Path = "docs/architecture.md";

    /// <summary>Read from the page.</summary>
    internal static Architecture Page { get; } = Read();

    /// <summary>Those that decide and touch nothing.</summary>
    internal IReadOnlyList<string> Pure =>
        [.. Rows.Where(static r => !r.Value.IsShell).Select(static r => r.Key)];

    /// <summary>The pure ones that estimate, with floating point: nothing that decides sees them.</summary>
    internal IReadOnlyList<string> Numeric =>
        [.. Rows.Where(static r => r.Value.IsNumeric).Select(static r => r.Key)];

    /// <summary>Those that carry inputs in and effects out.</summary>
    internal IReadOnlyList<string> Shells =>
        [.. Rows.Where(static r => r.Value.IsShell).Select(static r => r.Key)];

    /// <summary>What a project may refer to; a pure project refers to exactly that.</summary>
    internal IReadOnlyList<string> SeenBy(string project) => Rows[project].Sees switch
    {
        "nothing" => [],
        "everything" => [.. Rows.Keys.Where(p => p != project)],
        "the pure projects" => [.. Pure.Except(Numeric).Where(p => p != project)],
        var list => list.Split(", "),
    };

    private static Architecture Read()
    {
        var rows = new Dictionary<string, Row>();
        foreach (string line in Checkout.ReadLines(Path))
        {
            Match match = TableRow().Match(line);
            foreach (string project in match.Success ? match.Groups["projects"].Value.Split(", ") : [])
            {
                string kind = match.Groups["kind"].Value;
                rows.Add(project, new(kind == "shell", kind == "numeric", match.Groups["sees"].Value));
            }
        }

        Assert.True(rows.Count > 10, $"{Path} has no table of arrows any more.");
        return new(rows);
    }

    [GeneratedRegex(
        @"^\| (?<projects>[A-Z][A-Za-z, ]*) \| (?<kind>pure|numeric|shell) \| (?<sees>[^|]+?) \|$")]
    private static partial Regex TableRow();
}

/// <summary>A row of the table.</summary>
internal sealed record Row(bool IsShell, bool IsNumeric, string Sees);
