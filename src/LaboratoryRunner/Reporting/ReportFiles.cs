using System.Text;
using TrustlessPools.Laboratory.Reporting;

namespace TrustlessPools.LaboratoryRunner.Reporting;

/// <summary>
/// Writes a report for people and for programs: one page, a CSV file a table, an SVG file a chart, JSON.
/// </summary>
/// <remarks>
/// The bytes follow from the run and the report alone: no time, name of a machine or duration is in them.
/// </remarks>
public static class ReportFiles
{
    /// <summary>The page.</summary>
    public const string Page = "report.html";

    /// <summary>The same for programs.</summary>
    public const string Json = "report.json";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes all files; those of the same names are replaced.</summary>
    /// <param name="folder">It is made if it is not there.</param>
    /// <param name="run">What was run.</param>
    /// <param name="report">What came out.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, RunDescription run, Report report)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(report);
        Directory.CreateDirectory(folder);
        Put(folder, Json, ReportJson.Of(run, report));
        foreach (Table table in report.Tables)
        {
            Put(folder, $"{table.Name}.csv", Csv.Of(table));
        }

        foreach (Chart chart in report.Charts)
        {
            Put(folder, $"{chart.Name}.svg", SvgChart.Of(chart));
        }

        Put(folder, Page, HtmlReport.Of(run, report));
    }

    private static void Put(string folder, string name, string text) =>
        File.WriteAllText(Path.Combine(folder, name), text, Utf8);
}
