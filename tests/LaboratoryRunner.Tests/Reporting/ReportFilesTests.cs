using System.Text.Json;
using TrustlessPools.LaboratoryRunner.Reporting;
using TrustlessPools.Testing;

namespace TrustlessPools.LaboratoryRunner.Tests.Reporting;

public sealed class ReportFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReportFilesTests() => ReportFiles.Write(_folder.In("out"), SampleReport.Run, SampleReport.Report);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_table_and_each_chart_is_a_file() => Assert.Equal(
        ["counts.svg", "report.html", "report.json", "results.csv", "spread.svg", "surface.svg"],
        Directory.EnumerateFiles(_folder.In("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Tables_are_exact_and_quoted() => Assert.Equal(
        "\"horizon, tosses\",share of heads,verdict\r\n1000,0.50125,\"fair, "
            + "\"\"really\"\"\"\r\n1E-07,Infinity,<b>\r\n",
        File.ReadAllText(_folder.In("out", "results.csv")));

    [Fact]
    public void Programs_read_every_number_in_full()
    {
        using JsonDocument json = Read("report.json");
        Assert.Equal(7, json.RootElement.GetProperty("run").GetProperty("seed").GetInt32());
        Assert.Equal(10, json.RootElement.GetProperty("run").GetProperty("scenario").GetProperty("set")
            .GetProperty("tosses").GetInt32());
        JsonElement row = json.RootElement.GetProperty("tables")[0].GetProperty("rows")[1];
        Assert.Equal(1e-7, row[0].GetDouble());
        Assert.Equal("∞", row[1].GetString());
        Assert.Equal(
            JsonValueKind.Null,
            json.RootElement.GetProperty("charts")[1].GetProperty("series")[0].GetProperty("y")[2].ValueKind);
    }

    [Fact]
    public void The_page_needs_nothing_from_outside_and_runs_no_foreign_script()
    {
        string page = File.ReadAllText(_folder.In("out", ReportFiles.Page));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b></td>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_was_assumed_before_what_it_shows()
    {
        string page = File.ReadAllText(_folder.In("out", ReportFiles.Page));
        int key = page.IndexOf("<dt>tosses</dt><dd>10</dd>", StringComparison.Ordinal);
        Assert.InRange(key, 1, page.IndexOf("<figure", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_scripts_the_page_shows_pictures()
    {
        string page = File.ReadAllText(_folder.In("out", ReportFiles.Page));
        Assert.Equal(3, page.Split("<div class=\"picture\"><svg").Length - 1);
    }

    [Fact]
    public void The_same_report_has_the_same_bytes()
    {
        ReportFiles.Write(_folder.In("again"), SampleReport.Run, SampleReport.Report);
        foreach (string path in Directory.EnumerateFiles(_folder.In("out")))
        {
            Assert.Equal(
                File.ReadAllBytes(path), File.ReadAllBytes(_folder.In("again", Path.GetFileName(path))));
        }
    }

    private JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllText(_folder.In("out", name)));
}
