namespace TrustlessPools.Laboratory.Reporting;

/// <summary>
/// A picture of a report: curves over two axes, or a map of a surface; each becomes an SVG file too.
/// </summary>
/// <param name="Name">The file's name: lower case, words joined by dashes.</param>
/// <param name="Caption">A sentence that says what to see.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
public abstract record Chart(string Name, string Caption, Axis X, Axis Y);

/// <summary>Curves, points or bars.</summary>
public sealed record CurveChart(string Name, string Caption, Axis X, Axis Y, IReadOnlyList<Series> Series)
    : Chart(Name, Caption, X, Y);

/// <summary>A surface as colours over a grid.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Caption">A sentence that says what to see.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Columns">The labels along X.</param>
/// <param name="RowLabels">The labels along Y.</param>
/// <param name="Values">A row for each of <paramref name="RowLabels"/>; NaN where there is none.</param>
/// <param name="Scale">What the colours mean.</param>
public sealed record SurfaceChart(
    string Name,
    string Caption,
    Axis X,
    Axis Y,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> RowLabels,
    IReadOnlyList<IReadOnlyList<double>> Values,
    Axis Scale)
    : Chart(Name, Caption, X, Y);

/// <summary>An axis.</summary>
/// <param name="Title">With its unit.</param>
/// <param name="Logarithmic">Whether equal steps are equal factors; then values are positive.</param>
public sealed record Axis(string Title, bool Logarithmic = false);

/// <summary>One curve.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="X">Ascending.</param>
/// <param name="Y">As long as <paramref name="X"/>; NaN where there is none.</param>
/// <param name="Low">The lower ends of confidence intervals, or null.</param>
/// <param name="High">The upper ends of confidence intervals, or null.</param>
public sealed record Series(
    string Name,
    SeriesStyle Style,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Y,
    IReadOnlyList<double>? Low = null,
    IReadOnlyList<double>? High = null);

/// <summary>How a series is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>A line: sampled values.</summary>
    Line,

    /// <summary>A dashed line: a closed form beside samples.</summary>
    Dashed,

    /// <summary>Points.</summary>
    Points,

    /// <summary>Bars from zero.</summary>
    Bars,
}
