using System.Text.Json;

namespace TrustlessPools.Testing;

/// <summary>A folder of published test vectors, all of whose cases are run, whatever their number.</summary>
/// <remarks>
/// The folder of suites is named by the environment variable <c>TPOOL_VECTORS</c>, by default
/// <c>../shared/vectors</c> from the project's root. Tests that use it have "Conformance" in their names.
/// </remarks>
public sealed class VectorSuite
{
    private readonly string _folder;
    private readonly List<string> _failures = [];
    private int _cases;

    private VectorSuite(string folder) => _folder = folder;

    /// <summary>Opens a suite, or skips the running test when no vectors are there.</summary>
    /// <param name="path">The folder below the folder of suites.</param>
    public static VectorSuite Open(string path) => new(Path.Combine(Root(), path));

    /// <summary>Reads a file that is a case by itself, or skips the test when no vectors are there.</summary>
    /// <param name="path">The folder below the folder of suites.</param>
    /// <param name="file">The file's name.</param>
    public static byte[] ReadBytes(string path, string file) =>
        File.ReadAllBytes(Path.Combine(Root(), path, file));

    /// <summary>Runs a check on each file of the folder, one case a file.</summary>
    public VectorSuite EachFile(string pattern, Action<JsonElement> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        foreach (string file in Files(pattern))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            Case(Path.GetFileName(file), () => check(document.RootElement));
        }

        return this;
    }

    /// <summary>Runs a check on each file of the folder and of the folders below, one case a file.</summary>
    /// <param name="pattern">Which files.</param>
    /// <param name="check">Takes the path from the suite's folder on, and the text; fails by
    /// throwing.</param>
    public VectorSuite EachTextBelow(string pattern, Action<string, string> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        Assert.True(Directory.Exists(_folder), $"The suite's folder {_folder} is missing.");
        IEnumerable<string> files = Directory.EnumerateFiles(_folder, pattern, SearchOption.AllDirectories);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            string path = Path.GetRelativePath(_folder, file);
            Case(path, () => check(path, File.ReadAllText(file)));
        }

        return this;
    }

    /// <summary>Runs a check on each case that each file of the folder holds.</summary>
    /// <param name="pattern">Which files.</param>
    /// <param name="cases">Finds the cases in a file.</param>
    /// <param name="check">Takes the file and the case; fails by throwing.</param>
    public VectorSuite EachCase(
        string pattern,
        Func<JsonElement, IEnumerable<JsonElement>> cases,
        Action<JsonElement, JsonElement> check)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(check);
        foreach (string file in Files(pattern))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            int before = _cases;
            foreach (JsonElement item in cases(document.RootElement))
            {
                Case(
                    $"{Path.GetFileName(file)} case {_cases - before}", () =>
                        check(document.RootElement, item));
            }

            Assert.True(_cases > before, $"{file} yields no case.");
        }

        return this;
    }

    /// <summary>
    /// Runs a check on each row of each file of comma-separated values, whose first line names the columns.
    /// </summary>
    /// <param name="pattern">Which files; a cell with commas is in quotes, and none holds a quote.</param>
    /// <param name="check">Takes the row's cells by column; fails by throwing.</param>
    public VectorSuite EachRow(string pattern, Action<IReadOnlyDictionary<string, string>> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        foreach (string file in Files(pattern))
        {
            string[] lines = File.ReadAllLines(file);
            Assert.True(lines.Length > 1, $"{file} yields no row.");
            string[] columns = CellsOf(lines[0]);
            for (int i = 1; i < lines.Length; i++)
            {
                string line = lines[i];
                Case($"{Path.GetFileName(file)} line {i + 1}", () => check(Row(columns, line)));
            }
        }

        return this;
    }

    /// <summary>Fails when any case failed or when there was none.</summary>
    public void Finish()
    {
        Assert.True(_cases > 0, $"{_folder} yields no case.");
        TestContext.Current.SendDiagnosticMessage($"{_folder}: {_cases} cases");
        Assert.True(
            _failures.Count == 0,
            $"{_failures.Count} of {_cases} cases failed:\n{string.Join('\n', _failures.Take(20))}");
    }

    private static string Root()
    {
        string root = Environment.GetEnvironmentVariable("TPOOL_VECTORS")
            ?? Path.GetFullPath(Path.Combine(ProjectRoot.Path, "..", "shared", "vectors"));
        Requirements.Require(
            "vectors",
            Directory.Exists(root),
            $"No vectors at {root}; set TPOOL_VECTORS to a folder that has them.");
        return root;
    }

    private IEnumerable<string> Files(string pattern)
    {
        Assert.True(Directory.Exists(_folder), $"The suite's folder {_folder} is missing.");
        return Directory.EnumerateFiles(_folder, pattern).Order(StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Row(string[] columns, string line)
    {
        string[] cells = CellsOf(line);
        Assert.Equal(columns.Length, cells.Length);
        return columns.Zip(cells).ToDictionary(static c => c.First, static c => c.Second);
    }

    private static string[] CellsOf(string line)
    {
        var cells = new List<string> { string.Empty };
        bool isQuoted = false;
        foreach (char c in line)
        {
            isQuoted ^= c == '"';
            if (c == ',' && !isQuoted)
            {
                cells.Add(string.Empty);
            }
            else if (c != '"')
            {
                cells[^1] += c;
            }
        }

        Assert.False(isQuoted, $"A quote is never closed: {line}");
        return [.. cells];
    }

    private void Case(string name, Action check)
    {
        _cases++;
        try
        {
            check();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _failures.Add($"{name}: {e.Message}");
        }
    }
}
