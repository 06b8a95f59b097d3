using System.Text.RegularExpressions;
using TrustlessPools.Tidy.Tests.Sources;

namespace TrustlessPools.Tidy.Tests;

/// <summary>The numbers and names of docs/style.md.</summary>
public sealed partial class FormTests
{
    private const int FileLinesMax = 600;
    private const int MethodLinesMax = 70;
    private const int LineLengthMax = 110;
    private const int TextLengthMax = 130;

    /// <summary>Assembled, so that this file does not hold them.</summary>
    private static readonly string[] Unfinished =
        ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X", "NotImplemented" + "Exception"];

    /// <summary>
    /// A line that is nothing but one text may be a little longer: broken text is hard to find.
    /// </summary>
    [Fact]
    public void No_line_is_longer_than_110_characters() => Checkout.AssertNone([
        .. from file in Checkout.Code
           let code = file.Code.Split('\n')
           from i in Enumerable.Range(0, file.Lines.Length)
           let most = IsText(file.Lines[i], code[i]) ? TextLengthMax : LineLengthMax
           where file.Lines[i].Length > most
           select $"{file.Path}:{i + 1}: {file.Lines[i].Length} characters, at most {most}",
        .. from file in Checkout.With(".mjs", ".sh")
           from line in Checkout.ReadLines(file).Select(static (text, i) => (text, i))
           where line.text.Length > LineLengthMax
           select $"{file}:{line.i + 1}: {line.text.Length} characters, at most {LineLengthMax}",
    ]);

    [Fact]
    public void No_file_is_longer_than_600_lines() => Checkout.AssertNone(
        from file in Checkout.With(".cs", ".mjs", ".sh")
        let lines = Checkout.ReadLines(file).Length
        where lines > FileLinesMax
        select $"{file}:{lines}: {lines} lines, at most {FileLinesMax}");

    [Fact]
    public void No_method_is_longer_than_70_lines() => Checkout.AssertNone(
        from file in Checkout.Code
        from member in Members.Of(file)
        where member.Length > MethodLinesMax
        select $"{file.Path}:{member.FirstLine}: {member.Length} lines, at most {MethodLinesMax}");

    [Fact]
    public void Namespaces_are_file_scoped_and_named_after_their_folders() => Checkout.AssertNone(
        Checkout.Code.Select(NamespaceFlaw).OfType<string>());

    [Fact]
    public void There_are_no_regions() => Checkout.AssertNone(
        from file in Checkout.Code
        from Match match in Region().Matches(file.Code)
        select file.At(match.Index, "a region"));

    [Fact]
    public void Nothing_is_left_to_be_done() => Checkout.AssertNone(
        from file in Checkout.With(".cs", ".mjs", ".sh", ".csproj", ".props", ".targets", ".md")
        where file != "docs/style.md"
        from line in Checkout.ReadLines(file).Select(static (text, i) => (text, i))
        from word in Unfinished
        where Regex.IsMatch(line.text, $@"\b{word}\b")
        select $"{file}:{line.i + 1}: {word}");

    private static bool IsText(string line, string code) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        && Punctuation().IsMatch(code);

    private static string? NamespaceFlaw(SourceFile file)
    {
        string folder = Path.GetDirectoryName(file.Path)!.Replace('\\', '/');
        // Benchmarks are one project, which needs no folder beside it.
        string[] rooms = folder.Split('/');
        string expected = "TrustlessPools."
            + string.Join('.', rooms[0] == "benchmarks" ? ["Benchmarks", .. rooms[1..]] : rooms[1..]);
        Match match = Namespace().Match(file.Code);
        if (!match.Success)
        {
            // Top-level statements have no namespace; their file declares no type.
            return Declaration().IsMatch(
                file.Code) ? $"{file.Path}:1: no namespace, where {expected} belongs" : null;
        }

        if (match.Groups["end"].Value != ";")
        {
            return file.At(match.Index, "a namespace with braces");
        }

        string actual = match.Groups["name"].Value;
        return actual == expected ? null : file.At(
            match.Index, $"namespace {actual} in the folder of {expected}");
    }

    [GeneratedRegex(@"^[$@+?:,;() ]*$")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"^\s*#\s*(end)?region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)\s*(?<end>[;{])", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^(public|internal|file)\s.*\b(class|struct|record|interface|enum)\s", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
