using System.Text;
using System.Text.RegularExpressions;
using TrustlessPools.DevelopmentChain;
using TrustlessPools.DevelopmentNode;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Process.Tests;

/// <summary>The guide for operators, followed to the letter by four operators and a staker.</summary>
public sealed partial class GuideTests
{
    private const string Staker = "0x2222222222222222222222222222222222222222";

    /// <summary>
    /// Four strangers make keys, one of them makes the network, all serve; the staker deposits in two steps;
    /// the validator becomes active, attests, and its committee hands the key over.
    /// </summary>
    [Fact]
    public async Task Four_operators_by_the_guide_serve_a_staker()
    {
        await using DevelopmentBeaconNode beacon = await RunningChainAsync();
        await using OperatorGroup group = await OperatorGroup.InitAsync(count: 4, beacon.Url);
        string network = group.In("network.json");
        await Tpool.SucceedAsync(
            [
                "network", "create", "--operator", .. group.PublicFiles(), "--seats", "4", "--threshold", "3",
                "--withdrawal-address", Staker, "--beacon-node", $"{beacon.Url}", "--epochs-per-term", "4",
                "--start-in", "12", "--out", network,
            ]);
        group.Join(network);
        group.StartAll();

        await group.UntilAsync(1, static s => s.Pools[0].GroupKey.HasValue, "A generated key");
        await DepositAsync(group, beacon, expected: 1);
        await DepositAsync(group, beacon, expected: 2);
        await Eventually.HoldsAsync(
            () => HasEarned(beacon), "The validator earned nothing.", TimeSpan.FromMinutes(8));
        await group.UntilAsync(
            2, static s =>
                s.Pools[0].Serving is { HasValue: true, Value.Term.Value: > 1 }, "A second hand-over");
        Assert.DoesNotContain(beacon.Chain!.State.Validators, static v => v.Slashed);

        string status = await Tpool.SucceedAsync("operator", "status", "--data-dir", group.FolderOf(3));
        Assert.Contains("operator 3", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_what_was_signed_moves_by_the_guide()
    {
        await using DevelopmentBeaconNode beacon = await RunningChainAsync();
        await using OperatorGroup group = await OperatorGroup.InitAsync(count: 4, beacon.Url);
        string network = group.In("network.json");
        await Tpool.SucceedAsync(
            [
                "network",
                "create",
                "--operator",
                .. group.PublicFiles(),
                "--seats",
                "4",
                "--withdrawal-address",
                Staker,
                "--beacon-node", $"{beacon.Url}", "--out", network,
            ]);
        group.Join(network);
        string exported = group.In("history.json");
        await Tpool.SucceedAsync(
            "operator", "protection", "export", "--data-dir", group.FolderOf(1), "--out", exported);
        string root = $"{beacon.Chain!.State.GenesisValidatorsRoot}";
        string key = $"0x{new string('a', 96)}";
        Assert.Contains(root, File.ReadAllText(exported), StringComparison.Ordinal);
        File.WriteAllText(group.In("other.json"), $$"""
            {"metadata":{"interchange_format_version":"5","genesis_validators_root":"{{root}}"},
             "data":[{"pubkey":"{{key}}","signed_blocks":[],"signed_attestations":[{"source_epoch":"3","target_epoch":"7"}]}]}
            """);
        await Tpool.SucceedAsync(
            "operator", "protection", "import", "--data-dir", group.FolderOf(1), group.In("other.json"));
        string again = await Tpool.SucceedAsync(
            "operator", "protection", "export", "--data-dir", group.FolderOf(1));
        Assert.Contains(key, again, StringComparison.Ordinal);
        Assert.Contains("\"7\"", again, StringComparison.Ordinal);
    }

    /// <summary>
    /// Every command that the guide shows is one of the program's, with options that it has.
    /// </summary>
    [Fact]
    public async Task Every_command_in_the_guide_exists()
    {
        string guide = File.ReadAllText(Path.Combine(ProjectRoot.Path, "docs", "guide", "operators.md"));
        string[] commands = [
            .. Command().Matches(guide.Replace("\\\n", string.Empty, StringComparison.Ordinal)).Select(
                static m => m.Value.Trim())];
        Assert.True(commands.Length >= 6, "The guide has lost its commands.");
        foreach (string[] parts
            in commands.Select(static c => c.Split('>')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            string[] verbs = [.. parts.Skip(1).TakeWhile(static p =>
                !p.StartsWith('-') && !p.Contains('.', StringComparison.Ordinal))];
            string help = await Tpool.SucceedAsync([.. verbs, "--help"]);
            Assert.All(
                parts.Where(static p => p.StartsWith("--", StringComparison.Ordinal)),
                option => Assert.Contains(option, help, StringComparison.Ordinal));
        }
    }

    /// <summary>A chain that began a while ago and has finalized something.</summary>
    private static async Task<DevelopmentBeaconNode> RunningChainAsync()
    {
        ChainConfig config = ChainConfig.Minimal with { SlotDuration = Duration.FromSeconds(1) };
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Instant genesis = new Instant(now * 1000) - Duration.FromSeconds(
            (long)config.Preset.SlotsPerEpoch * 6);
        DevelopmentBeaconNode beacon = await DevelopmentBeaconNode.StartAsync(
            new DevelopmentNodeSettings { Config = config, GenesisTime = genesis },
            TestContext.Current.CancellationToken);
        beacon.Begin(
            new TrustlessPools.DevelopmentChain.Genesis(
                genesis, Hash32.Sha256("guide"u8), GenesisValidator.Residents(16).ToSequence()));
        return beacon;
    }

    /// <summary>
    /// Asks for deposit data until there are so many, and posts the last as the staker would.
    /// </summary>
    private static async Task DepositAsync(OperatorGroup group, DevelopmentBeaconNode beacon, int expected)
    {
        Sequence<SignedDeposit> deposits = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                // Any member knows; who is not in the committee does not.
                await using Tpool tpool = await Tpool.RunAsync(
                    "pool", "deposit-data", "--data-dir", group.FolderOf(1), "--withdrawal-address", Staker);
                return tpool.ExitCode == 0
                    && SignedDeposit.FileShape.TryParse(tpool.Output, out deposits, out _)
                    && deposits.Count == expected;
            },
            $"There is no deposit {expected}.",
            TimeSpan.FromMinutes(8));
        using var client = new HttpClient();
        using var content = new StringContent(
            SignedDeposit.FileShape.ToText([deposits[^1]]), Encoding.UTF8, "application/json");
        using HttpResponseMessage response =
            await client.PostAsync(beacon.DepositsUrl, content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>An active validator starts with exactly 32 ETH, and has more only when it attests.</summary>
    private static bool HasEarned(DevelopmentBeaconNode beacon)
    {
        var state = beacon.Chain!.State;
        int last = state.Validators.Count - 1;
        return state.Balances[last] > Gwei.ValidatorStake
            && ValidatorStatuses.Of(state.Validators[last], state.Balances[last], state.CurrentEpoch)
                == ValidatorStatus.ActiveOngoing;
    }

    [GeneratedRegex("^    tpool .*$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
