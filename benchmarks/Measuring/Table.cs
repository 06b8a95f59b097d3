using System.Globalization;

namespace TrustlessPools.Benchmarks.Measuring;

/// <summary>Prints a table as the README holds it.</summary>
internal sealed class Table
{
    private readonly int _columns;

    /// <summary>Prints the head.</summary>
    internal Table(params IReadOnlyList<string> head)
    {
        _columns = head.Count;
        Console.WriteLine($"| {string.Join(" | ", head)} |");
        Console.WriteLine($"|{string.Concat(Enumerable.Repeat("---:|", _columns))}");
    }

    /// <summary>Prints a row: texts as they are, numbers with three significant digits.</summary>
    internal void Row(params IReadOnlyList<object> cells) =>
        Console.WriteLine($"| {string.Join(" | ", cells.Select(Format))} |");

    private static string Format(object cell) => cell switch
    {
        double number when Math.Abs(number) >= 99.95 => number.ToString("F0", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) >= 9.995 => number.ToString("F1", CultureInfo.InvariantCulture),
        double number => number.ToString("F2", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
    };
}
