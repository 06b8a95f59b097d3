using System.Text.Json;
using System.Text.Json.Nodes;
using TrustlessPools.Cli.Devnet;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.Deposits;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Process.Tests;

/// <summary>
/// A staker on a chain that others run: the committee signs its deposits in two steps, a real node takes
/// them, and the validator that nobody holds the key of earns by attesting.
/// </summary>
public sealed class LodestarDepositTests
{
    private const string Address = "0x1111111111111111111111111111111111111111";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task A_pool_is_deposited_for_on_a_running_chain_and_attests_there()
    {
        using var folder = new TemporaryFolder();
        using System.Diagnostics.Process lodestar = await StartLodestarAsync(folder);
        using var end = new EndOfProcess(lodestar);
        string deposits = (await EventAsync(lodestar, "engine")).GetProperty("depositsUrl").GetString()!;
        string node = (await EventAsync(lodestar, "ready")).GetProperty("apiUrl").GetString()!;
        _ = lodestar.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await using Tpool devnet = Tpool.Start(
            "devnet",
            "--beacon-node",
            node,
            "--withdrawal-address",
            Address,
            "--operators",
            "4",
            "--pools",
            "1",
            "--terms", "6", "--data-dir", folder.In("devnet"), "--json");

        SignedDeposit first = await NextDepositAsync(devnet, folder, known: []);
        Assert.Equal(new Gwei(1_000_000_000), first.Contents.Amount);
        await PostAsync(deposits, first);
        SignedDeposit second = await NextDepositAsync(devnet, folder, known: [first]);
        Assert.Equal(new Gwei(31_000_000_000), second.Contents.Amount);
        await PostAsync(deposits, second);

        using var beacon = new BeaconNodeConnection(new Uri(node), TimeSpan.FromSeconds(10));
        await Eventually.HoldsAsync(
            async () => Running(devnet) && await HasEarnedAsync(beacon, first.Contents.PublicKey),
            $"The validator earned nothing. {devnet.Errors}{devnet.Output}",
            Deadline);
        devnet.Interrupt();
        await devnet.EndAsync();
        Assert.Equal(130, devnet.ExitCode);
        lodestar.StandardInput.Close();
        await lodestar.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<System.Diagnostics.Process> StartLodestarAsync(TemporaryFolder folder)
    {
        LodestarInstallation installation;
        try
        {
            installation = await LodestarInstallation.InstallAsync(
                static _ => { }, TestContext.Current.CancellationToken);
        }
        catch (IOException e)
        {
            Requirements.Require("lodestar", isPresent: false, e.Message);
            throw;
        }

        var settings = new JsonObject
        {
            ["slotMs"] = 1000,
            ["genesisDelaySec"] = 15,
            ["interopValidators"] = 32,
            ["restPort"] = 0,
            ["enginePort"] = 0,
            ["p2pPort"] = 0,
        };
        File.WriteAllText(folder.In("settings.json"), settings.ToJsonString());
        return installation.Start("devnet.mjs", folder.In("settings.json"), folder.In("lodestar"));
    }

    private static async Task<JsonElement> EventAsync(System.Diagnostics.Process lodestar, string name)
    {
        while (await lodestar.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            JsonElement said = JsonDocument.Parse(line).RootElement;
            string? found = said.GetProperty("event").GetString();
            Assert.NotEqual("error", found);
            if (found == name)
            {
                return said;
            }
        }

        throw new IOException($"Lodestar ended before it said '{name}'.");
    }

    private static async Task<SignedDeposit> NextDepositAsync(
        Tpool devnet, TemporaryFolder folder, IReadOnlyList<SignedDeposit> known)
    {
        SignedDeposit? found = null;
        await Eventually.HoldsAsync(
            () =>
            {
                found = Running(devnet) && Directory.Exists(folder.In("devnet"))
                    ? Directory.EnumerateFiles(folder.In("devnet"), "deposit_data-*.json").SelectMany(
                        static p => Read(p).AsEnumerable())
                        .FirstOrDefault(d => !known.Contains(d))
                    : null;
                return found is not null;
            },
            $"There is no deposit. {devnet.Errors}{devnet.Output}",
            Deadline);
        Assert.Equal(
            WithdrawalCredentials.For(ExecutionAddress.Parse(Address)),
            found!.Contents.WithdrawalCredentials);
        return found;
    }

    private static Sequence<SignedDeposit> Read(string path) =>
        SignedDeposit.FileShape.TryParse(
            File.ReadAllText(path), out Sequence<SignedDeposit> deposits, out string? flaw)
            ? deposits
            : throw new FormatException(flaw);

    private static bool Running(Tpool devnet)
    {
        Assert.False(devnet.HasEnded, $"The devnet ended. {devnet.Errors}{devnet.Output}");
        return true;
    }

    private static async Task PostAsync(string url, SignedDeposit deposit)
    {
        using var client = new HttpClient();
        using var content = new StringContent(
            SignedDeposit.FileShape.ToText([deposit]), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.PostAsync(
            url, content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>An active validator starts with exactly 32 ETH, and has more only when it attests.</summary>
    private static async Task<bool> HasEarnedAsync(BeaconNodeConnection node, G1Bytes key)
    {
        Sequence<RegisteredValidator> found = (await node.SendAsync(
            BeaconRequests.Validators(BlockId.Head, [new ValidatorId(key)]),
            TestContext.Current.CancellationToken)).Content;
        return found.Any(
            static v => v.Status == ValidatorStatus.ActiveOngoing && v.Balance > Gwei.ValidatorStake);
    }
}
