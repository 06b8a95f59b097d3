using Microsoft.Extensions.Logging.Abstractions;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ledger;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Tests.Hosting;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests;

/// <summary>People move money through the verbs, in a network of four operators.</summary>
public sealed class MoneyVerbsTests : IDisposable
{
    private static readonly Gwei Ether = new(1_000_000_000);

    private readonly TemporaryFolder _files = new();

    private string Ada => _files.In("ada");

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Stakers_lock_and_ask_back_and_operators_bond()
    {
        await using LocalNetwork network = await StartAsync();
        string alice = network.FolderOf(new(1)).Root;
        await DoneAsync($"operator bond --data-dir {alice} --amount 1", "Done in block", "9.000000000 ETH");
        await RefusedAsync($"operator bond --data-dir {alice} --amount 99", "Overdraft", "next: ");
        await DoneAsync($"operator unbond --data-dir {alice} --amount 0.25", "0.250000000 ETH");
        await RefusedAsync(
            $"operator bid --data-dir {alice} --pool 1 --amount 0.5", "NoAuction", "none: no seat", "next: ");
        await DoneAsync($"operator status --data-dir {alice}", "bond 0.750000000 ETH", "record: no fault");
        await DoneAsync(
            $"staker lock --folder {Ada} --pool 1 --data-dir {alice}", "as lock 0/0", "it is backed", "seed's");
        await RefusedAsync(
            $"staker delegate --folder {Ada} --pool 1 --data-dir {alice}", "tpool staker lock --pool 1");
        await DoneAsync($"staker status --folder {Ada} --data-dir {alice}", "0/0", "68.000000000 ETH");
        await DoneAsync($"staker unlock --folder {Ada} --lock 0/0 --data-dir {alice}", "is asked for");
        await RefusedAsync(
            $"staker unlock --folder {Ada} --lock 0/0 --data-dir {alice}", "AlreadyExiting", "next: Wait");
        string url = network.Nodes.First().ApiUrl.ToString();
        await RefusedAsync(
            $"staker lock --folder {Ada} --pool 1 --api {url}", "NotAuthorized", "next: Name the operator's");
        await DoneAsync($"pool leverage --api {url}", "leverage as the ledger stands");
    }

    [Fact]
    public async Task Operators_make_pools_of_drawn_members_and_of_named_groups()
    {
        await using LocalNetwork network = await StartAsync();
        string alice = network.FolderOf(new(1)).Root;
        string bob = network.FolderOf(new(2)).Root;
        await DoneAsync($"pool create --data-dir {alice} --seats 4", "makes pool 2 on fund 0");
        string group = _files.In("group.txt");
        await File.WriteAllTextAsync(group, "2, 1\n", TestContext.Current.CancellationToken);
        string create = $"pool create --data-dir {alice} --seats 2 --members {group}";
        await RefusedAsync(create, "MemberWithoutBond: got 1 2", "operator 2: tpool operator bond");
        await DoneAsync($"operator bond --data-dir {alice} --amount 1 --fund 1");
        await DoneAsync($"operator bond --data-dir {bob} --amount 1 --fund 1");
        await DoneAsync(create, "Fund 1 is yours", "has terms already", "makes pool 3 on fund 1");
        await DoneAsync(
            $"pool show 3 --data-dir {bob}", "a named group pool", "margin 5%", "saturated", "2 of 2");
        await DoneAsync($"pool list --data-dir {bob}", "rotating", "named group", "6 locks");
        await DoneAsync($"staker delegate --folder {Ada} --pool 3 --data-dir {bob}", "as lock 1/0");
        Tpool.Outcome json = await DoneAsync($"pool show 3 --data-dir {bob} --json");
        Assert.True(PoolDocument.Shape.TryParse(json.Output, out PoolDocument? pool, out string? flaw), flaw);
        Assert.Equal(Gwei.ValidatorStake, pool.Stake);
        Assert.True(pool.Standing.Delegation.HasValue);
        await DoneAsync($"pool terms 3 --data-dir {alice} --margin 3%", "hold from reward epoch 1 on");
        await DoneAsync(
            $"pool show 3 --data-dir {bob}", "terms: margin 5%", "from reward epoch 1 on: margin 3%");
        await RefusedAsync($"pool terms 3 --data-dir {bob} --margin 9%", "NotTheOwner", "next: ");
        await RefusedAsync($"pool terms 1 --data-dir {alice} --margin 9%", "NotDelegated");
        await RefusedAsync($"pool retire 3 --data-dir {alice} --at 0", "RetirementOutOfRange: got epoch 0");
        await DoneAsync($"pool retire 3 --data-dir {alice} --at 4", "ends with reward epoch 4");
        await DoneAsync($"pool show 3 --data-dir {bob}", "ends with reward epoch 4; epoch 0 runs");
    }

    [Fact]
    public async Task Operators_come_with_a_quorums_consent_and_go_by_themselves()
    {
        await using LocalNetwork network = await StartAsync();
        string alice = network.FolderOf(new(1)).Root;
        string erin = _files.In("erin");
        await DoneAsync(
            $"operator init -d {erin} --name Erin --address {LocalNetwork.FreeEndpoint()} "
            + $"--api 127.0.0.1:0 --beacon-node {network.Beacon.Url}");
        string file = Path.Combine(erin, "operator.public.json");
        await DoneAsync($"operator register {file} --data-dir {alice}", "3 of these operators must consent");
        var consents = new List<string>();
        for (uint id = 1; id <= 3; id++)
        {
            consents.Add(_files.In($"consent-{id}.json"));
            await DoneAsync(
                $"operator consent {file} --data-dir {network.FolderOf(new(id)).Root} --out {consents[^1]}");
        }

        string register = $"operator register {file} --data-dir {alice} --consents ";
        await RefusedAsync(register + consents[0], "TooFewConsents: got 1");
        await DoneAsync(register + string.Join(' ', consents), "'Erin' is operator 5", "--number 5");
        File.Copy(network.FolderOf(new(1)).Network, Path.Combine(erin, "network.json"));
        var folder = new OperatorFolder(erin);
        Assert.Equal(
            "NotInTheNetwork",
            Assert.Throws<ConfigurationException>(() => NodePlan.Read(folder)).Refusal.Reason);
        folder.Remember(new(5));
        await using (OperatorNode late = await OperatorNode.StartAsync(
            NodePlan.Read(folder), TimeProvider.System, NullLoggerFactory.Instance))
        {
            // It follows the chain from the first block on, and the others hear it.
            await network.UntilAsync(
                () => late.State.Chain.OperatorOf(new(5)) is not null
                    && network.Nodes.First().State.PeerHeights.ContainsKey(new(5)),
                "An operator that joined");
        }

        Assert.Equal(5, network.Nodes.First().State.Chain.Operators.Count);
        string dan = network.FolderOf(new(4)).Root;
        await DoneAsync($"operator exit --data-dir {dan}", "operator 4 leaves after");
        await DoneAsync($"operator exit --data-dir {dan}", "operator 4 leaves after");
        await RefusedAsync($"operator exit --data-dir {dan} --after 7", "AlreadyLeaving");
    }

    private async Task<LocalNetwork> StartAsync()
    {
        await DoneAsync($"staker init --folder {Ada}");
        G1Bytes key = new OwnerFolder(Ada, passwordFile: null).ReadPublicKey();
        LocalNetwork network = await LocalNetwork.StartAsync(money: operators => new(
            new MoneyParameters { Protocol = Protocol.Seed },
            [
                .. operators.Select(static o => new Allocation(o.IdentityKey, default, Ether * 10)),
                new(key, Hash32.Sha256("ada"u8), Ether * 100),
            ]));
        foreach (OperatorNode node in network.Nodes)
        {
            network.FolderOf(node.Self).Announce(node.ApiUrl);
        }

        return network;
    }

    private static async Task<Tpool.Outcome> DoneAsync(string arguments, params string[] said)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(arguments);
        Assert.True(outcome.Exit == 0, $"{arguments}: {outcome}");
        Assert.All(said, s => Assert.Contains(s, outcome.Output, StringComparison.Ordinal));
        return outcome;
    }

    private static async Task RefusedAsync(string arguments, params string[] said)
    {
        Tpool.Outcome outcome = await Tpool.RunAsync(arguments);
        Assert.True(outcome.Exit != 0, $"{arguments}: {outcome}");
        Assert.All(said, s => Assert.Contains(s, outcome.Error, StringComparison.Ordinal));
    }
}
