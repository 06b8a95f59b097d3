using System.Text.RegularExpressions;

namespace TrustlessPools.Tidy.Tests.Sources;

/// <summary>A member of a type, from its first line to its last.</summary>
internal sealed record Member(string Header, int FirstLine, int LastLine)
{
    internal int Length => LastLine - FirstLine + 1;
}

/// <summary>Finds the members of the types of a file by its braces.</summary>
internal static partial class Members
{
    /// <summary>Methods, constructors and properties. A field is a table, however long.</summary>
    internal static IEnumerable<Member> Of(SourceFile file)
    {
        string code = file.Code;
        var isTypeBlock = new Stack<bool>();
        int begin = 0;
        int parentheses = 0;
        for (int i = 0; i < code.Length; i++)
        {
            bool isAtMember = !isTypeBlock.TryPeek(out bool inType) || inType;
            parentheses += code[i] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (code[i] == '{')
            {
                string header = code[begin..i];
                bool isType = isAtMember && parentheses == 0 && TypeHeader().IsMatch(header);
                isTypeBlock.Push(isType);
                begin = isType ? i + 1 : begin;
            }
            else if (code[i] == '}')
            {
                isTypeBlock.Pop();
                bool closesMember = (!isTypeBlock.TryPeek(out bool outer) || outer) && parentheses == 0;
                if (closesMember && !IsFollowedByMore(code, i))
                {
                    foreach (Member member in Between(file, begin, i))
                    {
                        yield return member;
                    }

                    begin = i + 1;
                }
            }
            else if (code[i] == ';' && isAtMember && parentheses == 0)
            {
                foreach (Member member in Between(file, begin, i))
                {
                    yield return member;
                }

                begin = i + 1;
            }
        }
    }

    /// <summary>True after an initializer's brace, behind which the member goes on.</summary>
    private static bool IsFollowedByMore(string code, int at)
    {
        int next = at + 1;
        while (next < code.Length && char.IsWhiteSpace(code[next]))
        {
            next++;
        }

        return next < code.Length && code[next] is '.' or ';' or ',' or '=' or ')';
    }

    private static IEnumerable<Member> Between(SourceFile file, int begin, int end)
    {
        while (begin < end && char.IsWhiteSpace(file.Code[begin]))
        {
            begin++;
        }

        string text = file.Code[begin..end];
        bool isCode = text.Contains('{', StringComparison.Ordinal)
            || text.Contains("=>", StringComparison.Ordinal);
        if (isCode && !Field().IsMatch(text))
        {
            yield return new(text.Split('\n')[0].Trim(), file.LineOf(begin), file.LineOf(end));
        }
    }

    [GeneratedRegex(@"\b(namespace|class|struct|record|interface|enum)\s")]
    private static partial Regex TypeHeader();

    /// <summary>An initializer before any parameter list or accessor.</summary>
    [GeneratedRegex(@"^[^({=]*=(?!>)")]
    private static partial Regex Field();
}
