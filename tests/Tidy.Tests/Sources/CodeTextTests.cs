namespace TrustlessPools.Tidy.Tests.Sources;

/// <summary>The rules look at code, and at all of it.</summary>
public sealed class CodeTextTests
{
    [Theory]
    [InlineData("int a; // double\nint b;", "int a;          \nint b;")]
    [InlineData("a /* x\ny */ b", "a     \n     b")]
    [InlineData("f(\"double\") + 1", "f(        ) + 1")]
    [InlineData("f(\"a\\\"b\") + 1", "f(      ) + 1")]
    [InlineData("f(@\"a\\\") + 1", "f(@    ) + 1")]
    [InlineData("f(@\"a\"\"b\") + 1", "f(@      ) + 1")]
    [InlineData("f($\"a {g(\"x\")} b\") + 1", "f($              ) + 1")]
    [InlineData("f($\"{{\") + 1", "f($    ) + 1")]
    [InlineData("f(\"\"\"a \" b\"\"\") + 1", "f(           ) + 1")]
    [InlineData("f('\"') + g('\\'') + 1", "f(   ) + g(    ) + 1")]
    public void Comments_and_literals_are_blanked_and_code_stays(string text, string code) =>
        Assert.Equal(code, CodeText.Blank(text));

    [Fact]
    public void Members_are_measured_from_their_first_line_to_their_last()
    {
        const string text = """
            namespace A;

            internal sealed class B(int x)
            {
                private readonly int[] _list = [1, 2];
                private static readonly object Table = new
                {
                    A = 1,
                };

                internal int C { get; } = 3;

                internal void D(int y)
                {
                    if (y > 0)
                    {
                        E(() => { });
                    }
                }

                internal int F() => new[]
                {
                    1,
                }.Length;

                private enum G
                {
                    H,
                }
            }
            """;
        var file = new SourceFile("B.cs", text.Split('\n'), CodeText.Blank(text));
        Assert.Equal(
            [("internal void D(int y)", 13, 19), ("internal int F() => new[]", 21, 24)],
            Members.Of(file).Where(
                static m => m.Length > 1).Select(static m => (m.Header, m.FirstLine, m.LastLine)));
    }

    [Fact]
    public void The_members_of_the_project_are_found()
    {
        Member[] all = [.. Checkout.Code.SelectMany(Members.Of)];
        Assert.True(all.Length > 3000, $"{all.Length} members");
        Assert.Contains(all, static m => m.Length > 40);
    }
}
