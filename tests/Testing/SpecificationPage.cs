namespace TrustlessPools.Testing;

/// <summary>
/// A page of docs/spec whose tables, each after its marker <c>&lt;!-- table: name --&gt;</c>, are what the
/// code computes, to the letter.
/// </summary>
/// <param name="file">The page's file name.</param>
public sealed class SpecificationPage(string file)
{
    /// <summary>A row of a table.</summary>
    public static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>
    /// Compares a table with what was computed; a failure prints the table as it should be.
    /// </summary>
    /// <param name="name">The name in the table's marker.</param>
    /// <param name="rows">All rows, the heading first, without the line below it.</param>
    public void AssertTable(string name, IEnumerable<string> rows)
    {
        string page = File.ReadAllText(Path.Combine(ProjectRoot.Path, "docs", "spec", file));
        string marker = $"<!-- table: {name} -->";
        Assert.Contains(marker, page, StringComparison.Ordinal);
        string[] printed = [.. page[page.IndexOf(marker, StringComparison.Ordinal)..]
            .Split('\n').Skip(1).SkipWhile(static line => line.Length == 0)
            .TakeWhile(static line => line.StartsWith('|'))
            .Where(static line => !line.StartsWith("|-", StringComparison.Ordinal))];
        string computed = string.Join('\n', rows);
        Assert.True(computed == string.Join('\n', printed), $"The table '{name}' should be:\n{computed}");
    }
}
