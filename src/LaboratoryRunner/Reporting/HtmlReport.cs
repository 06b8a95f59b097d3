using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TrustlessPools.Laboratory.Reporting;

namespace TrustlessPools.LaboratoryRunner.Reporting;

/// <summary>A report as one page that needs nothing else: no network, no other file.</summary>
/// <remarks>
/// The page's own policy permits the two scripts inside it, by their hashes, and nothing from outside.
/// Without scripts it shows the same charts as pictures.
/// </remarks>
internal static class HtmlReport
{
    private static readonly string Library = Resource("echarts.min.js");
    private static readonly string Script = Resource("report.js");
    private static readonly string Style = Resource("report.css");

    private static readonly string Policy =
        $"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {HashOf(Library)} "
            + $"{HashOf(Script)}";

    internal static string Of(RunDescription run, Report report)
    {
        var page = new StringBuilder();
        page.Append(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <title>{Escaped(report.Title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <p class="question">{Escaped(run.Question)}</p>
            <h1>{Escaped(report.Title)}</h1>

            """);
        AppendList(page, "findings", "What was found", report.Findings);
        AppendKeys(page, run);
        page.Append("<h2>Pictures</h2>\n");
        foreach (Chart chart in report.Charts)
        {
            AppendChart(page, chart);
        }

        page.Append("<h2>Tables</h2>\n");
        foreach (Table table in report.Tables)
        {
            AppendTable(page, table);
        }

        AppendList(page, "assumptions", "What it rests on", report.Assumptions);
        AppendRun(page, run);
        page.Append(
            $"""
            </main>
            <script type="application/json" id="charts">{ReportJson.Of(report.Charts)}</script>
            <script>{Library}</script>
            <script>{Script}</script>
            </body>
            </html>

            """);
        return page.ToString();
    }

    private static void AppendList(StringBuilder page, string name, string title, IReadOnlyList<string> items)
    {
        page.Append($"<section class=\"{name}\"><h2>{title}</h2>\n<ul>\n");
        foreach (string item in items)
        {
            page.Append($"<li>{Escaped(item)}</li>\n");
        }

        page.Append("</ul></section>\n");
    }

    /// <summary>The scenario's keys at a glance, as the canonical form has them.</summary>
    private static void AppendKeys(StringBuilder page, RunDescription run)
    {
        using var scenario = JsonDocument.Parse(run.ScenarioJson);
        page.Append("<section class=\"scenario\"><h2>What was assumed</h2>\n<dl class=\"keys\">\n");
        foreach (JsonProperty key in scenario.RootElement.GetProperty("set").EnumerateObject())
        {
            string value = key.Value.ValueKind is JsonValueKind.Array
                ? string.Join(", ", key.Value.EnumerateArray())
                : $"{key.Value}";
            page.Append($"<div><dt>{Escaped(key.Name)}</dt><dd>{Escaped(value)}</dd></div>\n");
        }

        page.Append("</dl></section>\n");
    }

    private static void AppendChart(StringBuilder page, Chart chart) => page.Append(
        $"""
        <figure id="chart-{chart.Name}">
        <figcaption>{Escaped(chart.Caption)}</figcaption>
        <div class="picture">{SvgChart.Of(chart)}</div>
        </figure>

        """);

    private static void AppendTable(StringBuilder page, Table table)
    {
        page.Append($"<div class=\"table\"><table id=\"table-{table.Name}\">\n");
        page.Append($"<caption>{Escaped(table.Caption)}</caption>\n<thead><tr>");
        bool[] isNumeric = [.. table.Columns.Select((_, i) => table.Rows.All(r => IsNumeric(r[i])))];
        for (int i = 0; i < table.Columns.Count; i++)
        {
            string kind = isNumeric[i] ? " class=\"n\"" : string.Empty;
            page.Append($"<th{kind}>{Escaped(table.Columns[i])}</th>");
        }

        page.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<Cell> row in table.Rows)
        {
            page.Append("<tr>").AppendJoin(string.Empty, row.Select(CellHtml)).Append("</tr>\n");
        }

        page.Append("</tbody></table></div>\n");
    }

    private static bool IsNumeric(Cell cell) => cell.Number is not null || cell.Text is "" or "–";

    private static string CellHtml(Cell cell) => cell.Number is { } number
        ? $"<td class=\"n\" title=\"{Csv.Text(number)}\">{Escaped(Shown.Of(cell))}</td>"
        : $"<td>{Escaped(Shown.Of(cell))}</td>";

    private static void AppendRun(StringBuilder page, RunDescription run) => page.Append(
        $"""
        <section class="run"><h2>How to repeat it</h2>
        <p>The same seed and scenario give the same bytes on any machine, by any number of threads and shards.</p>
        <pre>{Escaped(run.Command)}</pre>
        <dl class="run">
        <dt>Seed</dt><dd>{run.Seed}</dd>
        <dt>Replicas</dt><dd>{run.Replicas}</dd>
        <dt>Version</dt><dd>{Escaped(run.Version)}</dd>
        </dl>
        <details><summary>The scenario, every key spelled out</summary><pre>{Escaped(run.ScenarioJson)}</pre></details>
        </section>

        """);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string HashOf(string script) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser hashes a script after it has read CR LF as LF.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
