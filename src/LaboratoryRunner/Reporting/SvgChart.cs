using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;
using TrustlessPools.Laboratory.Reporting;
using Axis = TrustlessPools.Laboratory.Reporting.Axis;
using Series = TrustlessPools.Laboratory.Reporting.Series;

namespace TrustlessPools.LaboratoryRunner.Reporting;

/// <summary>A chart as a picture: for papers, and where no script runs.</summary>
internal static class SvgChart
{
    private const double Width = 900;
    private const double Height = 480;
    private const byte BandOpacity = 48;

    /// <summary>Okabe and Ito's colours, which people with any colour vision can tell apart.</summary>
    private static readonly OxyColor[] Colours =
    [
        .. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F" }
            .Select(OxyColor.Parse),
    ];

    internal static string Of(Chart chart)
    {
        var model = new PlotModel { PlotAreaBorderThickness = new(1, 0, 0, 1), DefaultColors = Colours };
        switch (chart)
        {
            case CurveChart curves:
                AddCurves(model, curves);
                break;
            case SurfaceChart surface:
                AddSurface(model, surface);
                break;
        }

        var exporter = new SvgExporter
        {
            Width = Width, Height = Height, UseVerticalTextAlignmentWorkaround = true,
        };
        string svg = exporter.ExportToString(model);

        // The picture stands in pages and in files: without an XML declaration it is right in both.
        return svg[svg.IndexOf("<svg", StringComparison.Ordinal)..].ReplaceLineEndings("\n");
    }

    private static void AddCurves(PlotModel model, CurveChart chart)
    {
        model.Axes.Add(Scale(chart.X, AxisPosition.Bottom));
        model.Axes.Add(Scale(chart.Y, AxisPosition.Left));
        if (chart.Series.Count > 1)
        {
            model.Legends.Add(new Legend
            {
                LegendPosition = LegendPosition.RightTop, LegendPlacement = LegendPlacement.Outside,
            });
        }

        for (int i = 0; i < chart.Series.Count; i++)
        {
            OxyColor colour = Colours[i % Colours.Length];
            AddInterval(model, chart.Series[i], colour);
            model.Series.Add(Curve(chart.Series[i], colour));
        }
    }

    private static void AddInterval(PlotModel model, Series series, OxyColor colour)
    {
        if (series.Low is null || series.High is null)
        {
            return;
        }

        var band = new AreaSeries
        {
            Color = OxyColors.Transparent,
            Color2 = OxyColors.Transparent,
            Fill = OxyColor.FromAColor(BandOpacity, colour),
            RenderInLegend = false,
        };
        foreach ((int i, double x) in series.X.Index())
        {
            if (double.IsFinite(series.Low[i]) && double.IsFinite(series.High[i]))
            {
                band.Points.Add(new(x, series.High[i]));
                band.Points2.Add(new(x, series.Low[i]));
            }
        }

        model.Series.Add(band);
    }

    private static OxyPlot.Series.Series Curve(Series series, OxyColor colour)
    {
        IEnumerable<DataPoint> points = series.X.Zip(series.Y, static (x, y) => new DataPoint(x, y));
        switch (series.Style)
        {
            case SeriesStyle.Points:
                var scatter = new ScatterSeries
                {
                    Title = series.Name,
                    MarkerFill = colour,
                    MarkerType = MarkerType.Circle,
                    MarkerSize = 3.5,
                };
                scatter.Points.AddRange(points
                    .Where(static p => double.IsFinite(p.Y)).Select(static p => new ScatterPoint(p.X, p.Y)));
                return scatter;
            case SeriesStyle.Bars:
                var bars = new LinearBarSeries { Title = series.Name, FillColor = colour, BarWidth = 12 };
                bars.Points.AddRange(points);
                return bars;
            default:
                var line = new LineSeries
                {
                    Title = series.Name,
                    Color = colour,
                    LineStyle = series.Style is SeriesStyle.Dashed ? LineStyle.Dash : LineStyle.Solid,
                };
                line.Points.AddRange(points);
                return line;
        }
    }

    private static OxyPlot.Axes.Axis Scale(Axis axis, AxisPosition position)
    {
        OxyPlot.Axes.Axis scale = axis.Logarithmic ? new LogarithmicAxis() : new LinearAxis();
        scale.Position = position;
        scale.Title = axis.Title;
        scale.MajorGridlineStyle = LineStyle.Solid;
        scale.MajorGridlineColor = OxyColor.FromRgb(230, 230, 230);
        scale.AxisTitleDistance = 8;
        return scale;
    }

    private static void AddSurface(PlotModel model, SurfaceChart chart)
    {
        model.Axes.Add(Labels(chart.X, chart.Columns, AxisPosition.Bottom));
        model.Axes.Add(Labels(chart.Y, chart.RowLabels, AxisPosition.Left));
        model.Axes.Add(new LinearColorAxis
        {
            Position = AxisPosition.Right,
            Title = chart.Scale.Logarithmic ? $"log10 of {chart.Scale.Title}" : chart.Scale.Title,
            Palette = OxyPalettes.Viridis(64),
            InvalidNumberColor = OxyColors.White,
        });
        var cells = new RectangleSeries();
        foreach ((int row, IReadOnlyList<double> line) in chart.Values.Index())
        {
            foreach ((int column, double value) in line.Index())
            {
                if (double.IsFinite(value) && (value > 0 || !chart.Scale.Logarithmic))
                {
                    cells.Items.Add(new RectangleItem(
                        column - 0.5,
                        column + 0.5,
                        row - 0.5,
                        row + 0.5,
                        chart.Scale.Logarithmic ? Math.Log10(value) : value));
                }
            }
        }

        model.Series.Add(cells);
    }

    private static CategoryAxis Labels(Axis axis, IReadOnlyList<string> labels, AxisPosition position) =>
        new() { Position = position, Title = axis.Title, ItemsSource = labels, AxisTitleDistance = 8 };
}
