using System.Globalization;
using System.Text;
using Spectre.Console;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>Draws designs against the number of validators that are slashed together.</summary>
/// <remarks>Where designs meet, the one that stands first in the table is seen.</remarks>
internal sealed class LeverageChart(LeverageMeasure measure, StrategyPrices prices)
{
    private const int Height = 13;
    private const int WidthMax = 110;
    private const int Margin = 9;

    private static readonly Color[] Colours =
        [Color.Green, Color.Blue, Color.Red, Color.Fuchsia, Color.Orange1, Color.Yellow, Color.Aqua];

    private bool IsLinear => measure is LeverageMeasure.Coverage;

    private double Least => measure is LeverageMeasure.Griefing ? 0.1 : 1;

    /// <summary>The chart, for a screen of so many columns.</summary>
    internal Paragraph Draw(Sequence<PoolDesign> designs, int screen)
    {
        int width = Math.Clamp(screen - Margin - 2, 20, WidthMax);
        ulong[] numbers = [.. Enumerable.Range(0, width).Select(x => NumberAt(x, width))];
        double[][] values =
            [.. designs.Select(d => numbers.Select(n => ValueOf(d, n)).ToArray())];
        double most = Top(values.SelectMany(static v => v));
        int[,] grid = Plot(values, width, most);
        var chart = new Paragraph();
        chart.Append($"{Title} of those who control just what is slashed{Environment.NewLine}");
        for (int y = Height - 1; y >= 0; y--)
        {
            chart.Append($"{LabelAt(y, most),Margin - 2} |");
            for (int x = 0; x < width; x++)
            {
                int design = grid[x, y];
                chart.Append(
                    design < 0 ? " " : $"{LeverageTable.Mark(design)}",
                    design < 0 ? Style.Plain : new(Colours[design % Colours.Length]));
            }

            chart.Append(Environment.NewLine);
        }

        chart.Append(Axis(width));
        return chart;
    }

    private string Title => measure switch
    {
        LeverageMeasure.Realised => "Realised leverage",
        LeverageMeasure.Griefing => "Griefing factor",
        _ => "Coverage",
    };

    private int[,] Plot(double[][] values, int width, double most)
    {
        var grid = new int[width, Height];
        for (int x = 0; x < width; x++)
        {
            for (int y = 0; y < Height; y++)
            {
                grid[x, y] = -1;
            }

            for (int i = values.Length - 1; i >= 0; i--)
            {
                if (!double.IsNaN(values[i][x]))
                {
                    grid[x, RowOf(values[i][x], most)] = i;
                }
            }
        }

        return grid;
    }

    /// <summary>The top row is for what has no bound, the bottom one for the least and less.</summary>
    private int RowOf(double value, double most)
    {
        if (IsLinear)
        {
            return (int)Math.Round(value * (Height - 1));
        }

        double part = Math.Log(Math.Max(value, Least) / Least) / Math.Log(most / Least);
        return double.IsPositiveInfinity(value) ? Height - 1 : (int)Math.Round(part * (Height - 2));
    }

    private string LabelAt(int y, double most)
    {
        if (IsLinear)
        {
            return y % 3 == 0 ? $"{y * 100 / (Height - 1)}%" : string.Empty;
        }

        if (y == Height - 1)
        {
            return "inf";
        }

        for (double value = Least; value <= most * 1.5; value *= 10)
        {
            if (RowOf(value, most) == y)
            {
                bool isBottom = y == 0 && measure is LeverageMeasure.Griefing;
                return isBottom ? "<= 0.1" : value.ToString("0.##", CultureInfo.InvariantCulture);
            }
        }

        return string.Empty;
    }

    /// <summary>The power of ten above all numbers, but for what is off the chart.</summary>
    private double Top(IEnumerable<double> values)
    {
        double greatest = values.Where(double.IsFinite).DefaultIfEmpty(1).Max();
        double top = Least * 10;
        while (top < greatest * (1 - 1e-9))
        {
            top *= 10;
        }

        return top;
    }

    private double ValueOf(PoolDesign design, ulong slashed)
    {
        LeverageRow row = design.Row(slashed, new Strategy.SlashedTogether(slashed), prices);
        return measure switch
        {
            LeverageMeasure.Realised =>
                row.Realised.TryGet(out LeverageFactor realised) ? Approximate(realised) : double.NaN,
            LeverageMeasure.Griefing => Approximate(row.Griefing),
            _ => row.Coverage.TryGet(out Ratio coverage) ? Approximate(coverage) : double.NaN,
        };
    }

    private static double Approximate(LeverageFactor factor) =>
        factor.TryGet(out Ratio value) ? Approximate(value) : double.PositiveInfinity;

    private static double Approximate(Ratio value) => (double)value.Numerator / (double)value.Denominator;

    private ulong NumberAt(int x, int width)
    {
        ulong all = prices.Network.ValidatorsMax;
        double number = Math.Pow(all, (double)x / (width - 1));
        return Math.Clamp((ulong)Math.Round(number), 1, all);
    }

    private string Axis(int width)
    {
        var line = new StringBuilder(new string(' ', Margin - 1)).Append('+').Append('-', width);
        var labels = new StringBuilder(new string(' ', Margin + width + 1));
        double decades = Math.Log10(prices.Network.ValidatorsMax);
        for (int k = 0; k <= decades; k++)
        {
            int x = Margin + (decades == 0 ? 0 : (int)Math.Round(k / decades * (width - 1)));
            line[x] = '+';
            string label = k < 3 ? $"1{new string('0', k)}" : k < 6 ? $"1{new string('0', k - 3)}k" : "1M";
            int from = Math.Min(x, labels.Length - label.Length);
            labels.Remove(from, label.Length).Insert(from, label);
        }

        string end = Environment.NewLine;
        return $"{line}{end}{labels.ToString().TrimEnd()}{end}"
            + $"{new string(' ', Margin)}validators slashed together{end}";
    }
}
