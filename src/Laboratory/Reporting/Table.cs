namespace TrustlessPools.Laboratory.Reporting;

/// <summary>A table of a report; each becomes a CSV file too.</summary>
/// <param name="Name">The file's name: lower case, words joined by dashes.</param>
/// <param name="Caption">A sentence above it.</param>
/// <param name="Columns">Their heads, with units.</param>
/// <param name="Rows">As many cells as there are columns.</param>
public sealed record Table(
    string Name, string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>A number or a word in a table.</summary>
public readonly record struct Cell
{
    private Cell(double? number, string? text, int digits)
    {
        Number = number;
        Text = text;
        Digits = digits;
    }

    /// <summary>The number, which programs get in full; null for a word.</summary>
    public double? Number { get; }

    /// <summary>The word; null for a number.</summary>
    public string? Text { get; }

    /// <summary>How many significant digits people are shown.</summary>
    public int Digits { get; }

    /// <summary>A number.</summary>
    /// <param name="number">Finite, or positive infinity, which is written as ∞.</param>
    /// <param name="digits">How many significant digits people are shown.</param>
    public static Cell Of(double number, int digits = 4) => new(number, null, digits);

    /// <summary>A word.</summary>
    public static Cell Of(string text) => new(null, text, 0);
}
