using System.Diagnostics;
using System.Globalization;
using System.Text;
using TrustlessPools.Ethereum.Keystores;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ethereum.Keystores;

public sealed class CompatibilityDecompositionTests
{
    [Theory]
    [InlineData("password", "password")]
    [InlineData("𝔱𝔢𝔰𝔱", "test")]
    [InlineData("ﬁ", "fi")]
    [InlineData("Å", "A\u030a")]
    [InlineData("ｱ", "ア")]
    [InlineData("가각", "\u1100\u1161\u1100\u1161\u11a8")]
    [InlineData("힣", "\u1112\u1175\u11c2")]
    [InlineData("a\u0301\u0323", "a\u0323\u0301")]
    [InlineData("ạ\u0301", "a\u0323\u0301")]
    [InlineData("a\u0301b\u0323", "a\u0301b\u0323")]
    [InlineData("🔑", "🔑")]
    [InlineData("", "")]
    public void Text_is_decomposed_and_its_marks_are_ordered(string text, string expected) =>
        Assert.Equal(expected, Decompose(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("a\ufffdb", Decompose("a\ud835b"));

    [Fact]
    public void The_longest_decomposition_has_eighteen_code_points() =>
        Assert.Equal(18, CompatibilityDecomposition.Decompose("\ufdfa").Length);

    [Fact]
    public void Every_character_and_every_order_of_marks_is_as_in_ICU()
    {
        // Only what the ICU of this node knows: characters that came later are left as they are there.
        const string Script =
            """
            const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
            const known = /^\P{Cn}*$/u;
            console.log(lines.map(line => {
                const text = String.fromCodePoint(...line.split(' ').map(x => parseInt(x, 16)));
                const points = known.test(text) ? [...text.normalize('NFKD')] : [];
                return points.map(x => x.codePointAt(0).toString(16)).join(' ');
            }).join('\n'));
            """;
        List<int[]> texts = Texts();
        string[] expected = RunNode(Script, string.Join('\n', texts.Select(Format))).Split('\n');
        Assert.Equal(texts.Count, expected.Length - 1);
        int known = 0;
        for (int i = 0; i < texts.Count; i++)
        {
            string text = string.Concat(texts[i].Select(char.ConvertFromUtf32));
            known += expected[i].Length > 0 ? 1 : 0;
            Assert.True(
                expected[i].Length == 0 || expected[i] == Format(CompatibilityDecomposition.Decompose(text)),
                $"{Format(texts[i])}: {expected[i]}");
        }

        Assert.InRange(known, 140_000, texts.Count);
    }

    private static List<int[]> Texts()
    {
        List<int[]> texts =
            [.. Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(static p => new[] { p })];

        // Rows of marks out of the blocks that have most of them, behind a letter each.
        (int First, int Count)[] blocks =
            [(0x300, 0x70), (0x591, 0x36), (0x64b, 0x15), (0x1ab0, 0x50), (0x1dc0, 0x40), (0x20d0, 0x21)];
        var random = new SeededGenerator(1);
        for (int i = 0; i < 20_000; i++)
        {
            int[] text = ['a', 0, 0, 0, 0, 0];
            foreach (ref int mark in text.AsSpan(1))
            {
                (int first, int count) = blocks[random.NextBelow(blocks.Length)];
                mark = first + random.NextBelow(count);
            }

            texts.Add(text);
        }

        return texts;
    }

    private static string RunNode(string script, string input)
    {
        var start = new ProcessStartInfo("node", ["-e", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process? node = null;
        try
        {
            node = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is none; said below.
        }

        Requirements.Require("node", node is not null, "There is no node, whose ICU is compared with.");
        using Process process = node!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.GetAwaiter().GetResult();
    }

    private static string Decompose(string text) =>
        string.Concat(CompatibilityDecomposition.Decompose(text).Select(char.ConvertFromUtf32));

    private static string Format(int[] points) =>
        string.Join(' ', points.Select(static p => p.ToString("x", CultureInfo.InvariantCulture)));
}
