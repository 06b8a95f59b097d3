using System.Text.Json;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Testing;

/// <summary>
/// A suite runs every case that is there, and one without cases or with a failing one fails.
/// </summary>
public sealed class VectorSuiteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vectors").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_file_and_every_case_is_run()
    {
        Write("a.json", "[1, 2]");
        Write("b.json", "[3]");
        Write("below/c.json", "[4]");
        var files = new List<int>();
        var cases = new List<int>();
        var below = new List<string>();
        Open().EachFile("*.json", file => files.Add(file.GetArrayLength())).Finish();
        Open().EachCase("*.json", Cases, (_, c) => cases.Add(c.GetInt32())).Finish();
        Open().EachTextBelow("*.json", (path, _) => below.Add(path)).Finish();
        Assert.Equal([2, 1], files);
        Assert.Equal([1, 2, 3], cases);
        Assert.Equal(["a.json", "b.json", Path.Combine("below", "c.json")], below);
    }

    [Fact]
    public void Every_row_is_run_with_its_cells_by_column()
    {
        Write("a.csv", "x,y\n1,2\n3,\n");
        Write("b.csv", "x,y\n\"5, or so\",6\n");
        var rows = new List<(string, string)>();
        Open().EachRow("*.csv", row => rows.Add((row["x"], row["y"]))).Finish();
        Assert.Equal([("1", "2"), ("3", ""), ("5, or so", "6")], rows);
    }

    [Theory]
    [InlineData("x,y\n1\n", "a.csv line 2")]
    [InlineData("x,y\n1,2\n1,2,3\n", "a.csv line 3")]
    [InlineData("x,y\n1,\"2\n", "a.csv line 2")]
    public void A_row_of_another_shape_fails(string text, string name)
    {
        Write("a.csv", text);
        VectorSuite suite = Open().EachRow("*.csv", static _ => { });
        Exception failure = Assert.ThrowsAny<Exception>(suite.Finish);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_case_is_named_and_the_others_are_run_all_the_same()
    {
        Write("a.json", "[1, 2, 3]");
        int run = 0;
        VectorSuite suite = Open().EachCase("*.json", Cases, (_, c) =>
        {
            run++;
            Assert.NotEqual(2, c.GetInt32());
        });
        Exception failure = Assert.ThrowsAny<Exception>(suite.Finish);
        Assert.Equal(3, run);
        Assert.Contains("1 of 3 cases failed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("a.json case 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suite_without_cases_fails()
    {
        Assert.ThrowsAny<Exception>(() => Open().EachFile("*.json", static _ => { }).Finish());
        Write("a.json", "[]");
        Assert.ThrowsAny<Exception>(() => Open().EachCase("*.json", Cases, static (_, _) => { }));
        Write("a.csv", "x,y\n");
        Assert.ThrowsAny<Exception>(() => Open().EachRow("*.csv", static _ => { }));
        Assert.ThrowsAny<Exception>(() => Open().EachRow("*.tsv", static _ => { }).Finish());
        Assert.ThrowsAny<Exception>(() =>
            VectorSuite.Open(Path.Combine(_folder, "missing")).EachFile("*.json", static _ => { }));
    }

    private VectorSuite Open() => VectorSuite.Open(_folder);

    private static IEnumerable<JsonElement> Cases(JsonElement file) => file.EnumerateArray();

    private void Write(string path, string text)
    {
        string file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
