using System.Text;
using System.Text.Json;
using TrustlessPools.Laboratory.Reporting;

namespace TrustlessPools.LaboratoryRunner.Reporting;

/// <summary>A report as JSON: what programs read, and what the page draws its charts from.</summary>
/// <remarks>
/// The writer escapes what means something in HTML. A number that is not finite is null in a chart, where
/// it is a gap, and a text in a table.
/// </remarks>
public static class ReportJson
{
    /// <summary>All of it.</summary>
    public static string Of(RunDescription run, Report report) => Written(indented: true, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("run");
        writer.WriteString("question", run.Question);
        writer.WritePropertyName("scenario");
        writer.WriteRawValue(run.ScenarioJson);
        writer.WriteNumber("seed", run.Seed);
        writer.WriteNumber("replicas", run.Replicas);
        writer.WriteString("version", run.Version);
        writer.WriteString("command", run.Command);
        writer.WriteEndObject();
        writer.WriteString("title", report.Title);
        Texts(writer, "findings", report.Findings);
        Texts(writer, "assumptions", report.Assumptions);
        writer.WriteStartArray("tables");
        foreach (Table table in report.Tables)
        {
            Write(writer, table);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("charts");
        Write(writer, report.Charts);
        writer.WriteEndObject();
    });

    /// <summary>The charts alone.</summary>
    public static string Of(IReadOnlyList<Chart> charts) =>
        Written(indented: false, writer => Write(writer, charts));

    private static string Written(bool indented, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = indented, NewLine = "\n" }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, Table table)
    {
        writer.WriteStartObject();
        writer.WriteString("name", table.Name);
        writer.WriteString("caption", table.Caption);
        Texts(writer, "columns", table.Columns);
        writer.WriteStartArray("rows");
        foreach (IReadOnlyList<Cell> row in table.Rows)
        {
            writer.WriteStartArray();
            foreach (Cell cell in row)
            {
                if (cell.Number is { } number && double.IsFinite(number))
                {
                    writer.WriteNumberValue(number);
                }
                else
                {
                    writer.WriteStringValue(Shown.Of(cell));
                }
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<Chart> charts)
    {
        writer.WriteStartArray();
        foreach (Chart chart in charts)
        {
            writer.WriteStartObject();
            writer.WriteString("name", chart.Name);
            writer.WriteString("caption", chart.Caption);
            Write(writer, "x", chart.X);
            Write(writer, "y", chart.Y);
            switch (chart)
            {
                case CurveChart curves:
                    Write(writer, curves.Series);
                    break;
                case SurfaceChart surface:
                    Texts(writer, "columns", surface.Columns);
                    Texts(writer, "rows", surface.RowLabels);
                    Write(writer, "scale", surface.Scale);
                    writer.WriteStartArray("values");
                    foreach (IReadOnlyList<double> row in surface.Values)
                    {
                        Numbers(writer, row);
                    }

                    writer.WriteEndArray();
                    break;
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<Series> all)
    {
        writer.WriteStartArray("series");
        foreach (Series series in all)
        {
            writer.WriteStartObject();
            writer.WriteString("name", series.Name);
            writer.WriteString("style", series.Style.ToString().ToLowerInvariant());
            Numbers(writer, "x", series.X);
            Numbers(writer, "y", series.Y);
            Numbers(writer, "low", series.Low);
            Numbers(writer, "high", series.High);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, Axis axis)
    {
        writer.WriteStartObject(name);
        writer.WriteString("title", axis.Title);
        writer.WriteBoolean("logarithmic", axis.Logarithmic);
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter writer, string name, IReadOnlyList<double>? numbers)
    {
        if (numbers is not null)
        {
            writer.WritePropertyName(name);
            Numbers(writer, numbers);
        }
    }

    private static void Numbers(Utf8JsonWriter writer, IReadOnlyList<double> numbers)
    {
        writer.WriteStartArray();
        foreach (double number in numbers)
        {
            if (double.IsFinite(number))
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }
}
