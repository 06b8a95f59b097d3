using System.Text.Json;
using TrustlessPools.Bitcoin.Interpretation;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Mining;

/// <summary>Trees and their expansion from the command line.</summary>
public sealed class TreeTests
{
    private static readonly string Spent = new string('1', 64) + ":3";

    [Fact]
    public async Task The_published_costs_come_out()
    {
        Tpool.Outcome outcome = await Tpool.RunAsync("mining tree -n 216 --anchor 0 --template bare");
        Assert.Equal(0, outcome.Exit);
        string[] six = Assert.Single(outcome.Rows, static r => r is ["6", ..]);
        Assert.Equal(["6", "43", "3"], six[..3]);
        Assert.Equal("1422", six[^1]);
        Assert.Contains("all together: radix 216", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("lone exit: radix 6", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(outcome.Rows, static r => r is ["Antminer", "S21", "2250", "47", "no"]);
    }

    [Fact]
    public async Task Every_transaction_of_an_expansion_is_the_one_that_its_output_commits_to()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("tree.json");
        JsonElement tree = await JsonAsync($"mining tree --equal 20 --radix 3 --fee 100 --out {path} --json");
        var script = new ByteString(Hex.Parse(tree.GetProperty("root_script").GetString()!));
        var paid = new Dictionary<string, ByteString> { [Spent] = script };
        JsonElement all = await JsonAsync($"mining expand {path} --output {Spent} --json");
        foreach (JsonElement step in all.EnumerateArray())
        {
            var transaction = Transaction.TryDecode(Hex.Parse(step.GetProperty("raw").GetString()!))!;
            Assert.True(paid.Remove($"{transaction.Inputs[0].Previous}", out ByteString spent));
            Assert.IsType<ScriptVerdict.Valid>(ScriptInterpreter.Judge(
                new(transaction, 0, spent, ScriptRules.WithTemplates, CheckTweak: null)));
            for (int i = 0; i < transaction.Outputs.Count; i++)
            {
                paid.Add($"{new OutPoint(transaction.Id, (uint)i)}", transaction.Outputs[i].Script);
            }
        }

        Assert.Equal(20, paid.Count);
    }

    [Fact]
    public async Task A_lone_exit_is_one_transaction_a_level()
    {
        using var folder = new TemporaryFolder();
        string list = folder.In("list.csv");
        string path = folder.In("tree.json");
        const string Address = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
        string rest = string.Concat(
            Enumerable.Range(10, 7).Select(static i => $"0x0014{new string('3', 38)}{i},3000\n"));
        await File.WriteAllTextAsync(
            list,
            $"# whom, satoshi\n{Address},1000\n0x0014{new string('2', 40)},2000\n\n{rest}",
            TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Tpool.RunAsync($"mining tree --payments {list} -r 3 --out {path}")).Exit);
        Tpool.Outcome exit = await Tpool.RunAsync($"mining expand {path} --output {Spent} --to {Address}");
        Assert.Equal(2, exit.Output.Split('\n').Count(static l => l.StartsWith('#')));
        Tpool.Outcome same = await Tpool.RunAsync($"mining expand {path} --output {Spent} --leaf 0");
        Assert.Equal(exit.Output, same.Output);
    }

    [Theory]
    [InlineData("", "permitted is one of the two")]
    [InlineData("-n 0", "permitted is 1 to 100000")]
    [InlineData("-n 5 --radix 1", "RadixOutOfRange")]
    [InlineData("-n 5 --fee 1 --anchor 0", "permitted is one of the two")]
    [InlineData("-n 5 --anchor 5", "AnchorIsDust")]
    [InlineData("-n 5 --amount 10", "LeafIsDust")]
    [InlineData("-n 5 --template taproot", "permitted is p2wsh, bare")]
    [InlineData("-n 5 --network moon", "permitted is main, test")]
    public async Task What_cannot_be_used_is_refused(string arguments, string refusal)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync($"mining tree {arguments}");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains(refusal, outcome.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonAsync(string arguments)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(arguments);
        Assert.True(outcome.Exit == 0, outcome.Error);
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
