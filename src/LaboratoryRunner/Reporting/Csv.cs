using System.Globalization;
using TrustlessPools.Laboratory.Reporting;

namespace TrustlessPools.LaboratoryRunner.Reporting;

/// <summary>Comma-separated values (RFC 4180), numbers in full.</summary>
public static class Csv
{
    private const string LineEnd = "\r\n";

    /// <summary>A table with its heads.</summary>
    public static string Of(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return string.Concat(
            table.Rows.Select(static row => Line(row.Select(Text))).Prepend(Line(table.Columns)));
    }

    /// <summary>One line with its end.</summary>
    public static string Line(IEnumerable<string> cells) =>
        string.Join(',', cells.Select(Quoted)) + LineEnd;

    /// <summary>The shortest text that is read back as the same number.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(Cell cell) =>
        cell.Number is { } number ? Text(number) : cell.Text ?? string.Empty;

    private static string Quoted(string text) => text.AsSpan().ContainsAny("\",\r\n")
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
