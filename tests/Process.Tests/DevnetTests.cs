using TrustlessPools.Testing;

namespace TrustlessPools.Process.Tests;

/// <summary>How a devnet ends, beside by itself.</summary>
public sealed class DevnetTests
{
    [Fact]
    public async Task Ctrl_C_ends_it_with_130_and_leaves_no_process_and_no_folder()
    {
        await using Tpool devnet = Tpool.Start("devnet", "--operators", "4", "--pools", "1");
        string folder = await FolderOfOperatorsAsync(devnet, "tpool-devnet-");
        devnet.Interrupt();
        await devnet.EndAsync();
        Assert.Equal(130, devnet.ExitCode);
        Assert.Empty(Processes.Mentioning(folder));
        Assert.False(Directory.Exists(folder), devnet.Output);
    }

    [Fact]
    public async Task No_operator_outlives_a_devnet_that_was_killed()
    {
        using var folder = new TemporaryFolder();
        await using Tpool devnet = Tpool.Start(
            "devnet", "--operators", "4", "--pools", "1", "--data-dir", folder.In("devnet"));
        await FolderOfOperatorsAsync(devnet, folder.Root);
        Assert.NotEmpty(Processes.Mentioning(folder.Root));
        devnet.Kill();
        await Eventually.HoldsAsync(
            () => !Processes.Mentioning(folder.Root).Any(), "Operators go on without their devnet.");
    }

    [Fact]
    public async Task An_operator_that_dies_ends_it_with_1_and_what_went_wrong()
    {
        using var folder = new TemporaryFolder();
        await using Tpool devnet = Tpool.Start(
            "devnet", "--operators", "4", "--pools", "1", "--data-dir", folder.In("devnet"));
        await FolderOfOperatorsAsync(devnet, folder.Root);
        Processes.Kill(folder.In("devnet", "operator-2"));
        await devnet.EndAsync();
        Assert.Equal(1, devnet.ExitCode);
        Assert.Contains("operator 2 ended by itself", devnet.Errors, StringComparison.Ordinal);
        Assert.Empty(Processes.Mentioning(folder.Root));
    }

    [Theory]
    [InlineData("BadSeats", "--seats", "9")]
    [InlineData("BadSeats", "--seats", "3")]
    [InlineData("BadOperators", "--operators", "3")]
    [InlineData("BadThreshold", "--threshold", "5")]
    [InlineData("BadThreshold", "--threshold", "1")]
    [InlineData("BadPools", "--pools", "0")]
    [InlineData("BadTerms", "--terms", "0")]
    [InlineData("BadTermLength", "--epochs-per-term", "3")]
    [InlineData("BadSlotLength", "--seconds-per-slot", "0")]
    [InlineData("BadBeaconNode", "--beacon-node", "nowhere")]
    [InlineData("NoWithdrawalAddress", "--beacon-node", "http://127.0.0.1:1")]
    [InlineData("NobodyToReplace", "--money", "--operators", "4")]
    [InlineData("NobodySpare", "--money", "--threshold", "4")]
    [InlineData(
        "MoneyOnForeignChain", "--money", "--beacon-node", "http://127.0.0.1:1", "--withdrawal-address",
        "0x00112233445566778899aabbccddeeff00112233")]
    [InlineData("--terms", "--terms", "many")]
    public async Task What_cannot_be_run_is_a_usage_error_that_says_why(
        string reason, params string[] arguments)
    {
        await using Tpool devnet = await Tpool.RunAsync(["devnet", .. arguments]);
        Assert.Equal(2, devnet.ExitCode);
        Assert.Contains(reason, devnet.Errors, StringComparison.Ordinal);
    }

    /// <summary>The devnet's folder, once all its operators are up.</summary>
    private static async Task<string> FolderOfOperatorsAsync(Tpool devnet, string mention)
    {
        await Eventually.HoldsAsync(
            () => devnet.Output.Contains("all operators are up", StringComparison.Ordinal),
            "The operators did not come up.",
            TimeSpan.FromMinutes(3));
        string operatorFolder = Processes.Mentioning(mention)
            .SelectMany(static c => c.Split('\0'))
            .First(static a => a.EndsWith("operator-1", StringComparison.Ordinal));
        return Path.GetDirectoryName(operatorFolder)!;
    }
}
