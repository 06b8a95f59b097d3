using System.Globalization;
using TrustlessPools.Laboratory.Reporting;

namespace TrustlessPools.LaboratoryRunner.Reporting;

/// <summary>Numbers as people are shown them.</summary>
public static class Shown
{
    private const double PlainMax = 1e9;
    private const double PlainMin = 1e-4;

    /// <summary>A cell's text, its number rounded to the cell's digits.</summary>
    public static string Of(Cell cell) => cell.Number is { } number
        ? Of(number, cell.Digits)
        : cell.Text ?? string.Empty;

    /// <summary>A number rounded to so many significant digits: 1234, 0.0123, 1.23e-7, ∞.</summary>
    public static string Of(double number, int digits)
    {
        double size = Math.Abs(number);
        if (double.IsInfinity(number))
        {
            return number > 0 ? "∞" : "-∞";
        }

        if (size != 0 && (size >= PlainMax || size < PlainMin))
        {
            string text = number.ToString($"e{digits - 1}", CultureInfo.InvariantCulture);
            int mark = text.IndexOf('e', StringComparison.Ordinal);
            int exponent = int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture);
            return string.Create(CultureInfo.InvariantCulture, $"{text[..mark]}e{exponent}");
        }

        int before = size < 1 ? 0 : (int)Math.Floor(Math.Log10(size)) + 1;
        int after = size == 0 || number == Math.Floor(number) ? 0 : Math.Clamp(digits - before, 0, 12);
        int leading = size is > 0 and < 1 ? (int)-Math.Floor(Math.Log10(size)) - 1 : 0;
        return number.ToString($"N{after + (after == 0 ? 0 : leading)}", CultureInfo.InvariantCulture);
    }
}
