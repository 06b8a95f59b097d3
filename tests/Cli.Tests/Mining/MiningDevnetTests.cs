using System.Text.Json;
using TrustlessPools.MiningNode.Devnet;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests.Mining;

/// <summary>The whole story on a real node, from the first block to leaves that their owners spend.</summary>
public sealed class MiningDevnetTests
{
    [Fact]
    public async Task A_pool_lives_on_a_real_node()
    {
        string folder = Path.Combine(ProjectRoot.Path, "artifacts", "bcoin");
        string? flaw = await FlawOfInstallingAsync(folder);
        Requirements.Require("bcoin", flaw is null, flaw ?? string.Empty);
        Tpool.Outcome outcome = await Tpool.RunProgramAsync(
            $"mining devnet --miners 4 --window 4 --seed 3 --json --bcoin {folder}");
        Assert.True(outcome.Exit == 0, outcome.Error + outcome.Output);
        string last = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        JsonElement summary = JsonDocument.Parse(last).RootElement.GetProperty("summary");
        Assert.Equal(3, summary.GetProperty("undone").GetInt32());
        Assert.True(summary.GetProperty("leaves_spent").GetInt32() > 0, last);
        int transactions = summary.GetProperty("tree_transactions").GetInt32();
        Assert.Equal(transactions, summary.GetProperty("valid_inputs").GetInt32());
        Assert.Equal(10, summary.GetProperty("checks").GetArrayLength());
    }

    private static async Task<string?> FlawOfInstallingAsync(string folder)
    {
        try
        {
            await BcoinInstallation.InstallAsync(folder, TestContext.Current.CancellationToken);
            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}
