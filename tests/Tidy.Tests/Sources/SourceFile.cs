namespace TrustlessPools.Tidy.Tests.Sources;

/// <summary>
/// A C# file: its lines, and its code with comments and the content of literals blanked out.
/// </summary>
internal sealed record SourceFile(string Path, string[] Lines, string Code)
{
    /// <summary>The project folder, such as <c>src/Consensus</c>.</summary>
    internal string Project => string.Join('/', Path.Split('/').Take(2));

    internal static SourceFile Read(string path)
    {
        string text = Checkout.ReadText(path);
        return new(path, text.Split('\n'), CodeText.Blank(text));
    }

    /// <summary>The number of the line, from 1, in which a position of the code lies.</summary>
    internal int LineOf(int position) => Code.AsSpan(0, position).Count('\n') + 1;

    /// <summary>A finding, with file and line.</summary>
    internal string At(int position, string what) => $"{Path}:{LineOf(position)}: {what}";
}
