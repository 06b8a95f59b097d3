namespace TrustlessPools.Tidy.Tests.Sources;

/// <summary>Blanks comments and literals out of C#, so that what is left is code, line by line.</summary>
/// <remarks>
/// Knows line and block comments, strings (verbatim, raw and interpolated) and characters. Of interpolated
/// strings the holes are blanked too: what they hold is formatted, not decided.
/// </remarks>
internal static class CodeText
{
    internal static string Blank(string text)
    {
        char[] code = text.ToCharArray();
        int i = 0;
        while (i < text.Length)
        {
            int end = EndOfBlank(text, i);
            for (; i < end; i++)
            {
                code[i] = text[i] == '\n' ? '\n' : ' ';
            }

            i = end > i ? end : i + 1;
        }

        return new(code);
    }

    /// <summary>
    /// Where the comment or literal that begins at a position ends; the position itself for code.
    /// </summary>
    private static int EndOfBlank(string text, int i)
    {
        string rest2 = i + 1 < text.Length ? text.Substring(i, 2) : string.Empty;
        if (rest2 == "//")
        {
            return Find(text, "\n", i);
        }

        if (rest2 == "/*")
        {
            return Find(text, "*/", i) + 2;
        }

        int quotes = CountFrom(text, i, '"');
        if (quotes >= 3)
        {
            return Find(text, new string('"', quotes), i + quotes) + quotes;
        }

        return text[i] switch
        {
            '"' => EndOfString(text, i),
            '\'' => EndOfCharacter(text, i),
            _ => i,
        };
    }

    private static int EndOfString(string text, int i)
    {
        string before = text[Math.Max(0, i - 2)..i];
        bool isVerbatim = before.EndsWith('@') || before == "@$";
        bool isInterpolated = before.EndsWith('$') || before == "$@";
        int depth = 0;
        for (int at = i + 1; at < text.Length; at++)
        {
            char c = text[at];
            if (!isVerbatim && c == '\\')
            {
                at++;
            }
            else if (isInterpolated && (c == '{' || c == '}'))
            {
                bool isEscaped = depth == 0 && at + 1 < text.Length && text[at + 1] == c;
                at += isEscaped ? 1 : 0;
                depth += isEscaped ? 0 : c == '{' ? 1 : -1;
            }
            else if (c == '"' && depth > 0)
            {
                at = EndOfString(text, at) - 1;
            }
            else if (c == '"' && isVerbatim && at + 1 < text.Length && text[at + 1] == '"')
            {
                at++;
            }
            else if (c == '"')
            {
                return at + 1;
            }
        }

        return text.Length;
    }

    private static int EndOfCharacter(string text, int i)
    {
        int close = text.IndexOf('\'', i + (text[i + 1] == '\\' ? 3 : 2));
        return close < 0 ? text.Length : close + 1;
    }

    private static int CountFrom(string text, int i, char c)
    {
        int count = 0;
        while (i + count < text.Length && text[i + count] == c)
        {
            count++;
        }

        return count;
    }

    private static int Find(string text, string what, int from)
    {
        int at = text.IndexOf(what, from, StringComparison.Ordinal);
        return at < 0 ? text.Length - what.Length : at;
    }
}
