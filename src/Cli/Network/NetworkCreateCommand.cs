using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Node.BeaconClient;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Network;

/// <summary><c>tpool network create</c>: makes the genesis from the operators' public files.</summary>
internal static class NetworkCreateCommand
{
    private static readonly TimeSpan BeaconPatience = TimeSpan.FromSeconds(10);

    private sealed record Options(
        Option<string[]> Operators,
        Option<string[]> Withdrawal,
        Option<string> BeaconNode,
        Option<string> Name,
        Option<int> Seats,
        Option<int?> Threshold,
        Option<ulong?> EpochsPerTerm,
        Option<int> StartIn,
        Option<string?> Money,
        Option<string> Out);

    internal static Command Create()
    {
        Options options = MakeOptions();
        var command = new Command(
            "create",
            """
            Make the file with which a network begins. Every operator puts the same file into its folder as network.json;
            its hash is the network's identity, so compare that before you run.

            Example:
              tpool network create --operator */operator.public.json --seats 4 --withdrawal-address 0x… \
                --beacon-node http://127.0.0.1:5052
            """)
        {
            options.Operators,
            options.Withdrawal,
            options.BeaconNode,
            options.Name,
            options.Seats,
            options.Threshold,
            options.EpochsPerTerm,
            options.StartIn,
            options.Money,
            options.Out,
        };
        command.SetAction((result, cancel) => RunAsync(result, options, cancel));
        return command;
    }

    private static Options MakeOptions() => new(
        new("--operator")
        {
            Description =
                "An operator's public file; repeat it. Operators are numbered in this order, from 1.",
            Required = true,
            HelpName = "file",
            AllowMultipleArgumentsPerToken = true,
        },
        new("--withdrawal-address")
        {
            Description =
                "The staker's address on the execution layer, where a pool's stake goes; one pool for each.",
            Required = true,
            HelpName = "0x…",
            AllowMultipleArgumentsPerToken = true,
        },
        new("--beacon-node")
        {
            Description =
                "A beacon node, which tells the chain's constants and a RANDAO mix for the first draw.",
            Required = true,
            HelpName = "url",
        },
        new("--name") { Description = "The network's name.", DefaultValueFactory = static _ => "pools" },
        new("--seats") { Description = "Members of each committee.", Required = true },
        new("--threshold")
        {
            Description = "Members that sign together; two thirds of the seats unless given.",
        },
        new("--epochs-per-term")
        {
            Description = "How long a committee serves; about a day unless given.",
        },
        new("--start-in")
        {
            Description = "Seconds until the pool chain begins. All operators should be up by then.",
            DefaultValueFactory = static _ => 300,
            HelpName = "seconds",
        },
        new("--money")
        {
            Description = "Parameters and allocations of money, as JSON; nobody has any without it.",
            HelpName = "file",
        },
        new("--out", "-o")
        {
            Description = "The file to write.",
            DefaultValueFactory = static _ => "network.json",
            HelpName = "file",
        });

    private static async Task<int> RunAsync(ParseResult result, Options options, CancellationToken cancel)
    {
        string path = result.GetRequiredValue(options.Out);
        if (File.Exists(path))
        {
            throw new UsageException(new("FileExists", path, "a file that is not there yet"));
        }

        using var node = new BeaconNodeConnection(
            Arguments.BeaconNode(result.GetRequiredValue(options.BeaconNode)), BeaconPatience);
        BeaconFacts beacon = await BeaconFacts.ReadAsync(node, cancel);
        NetworkGenesis genesis = NetworkSetup.Create(PlanOf(result, options, beacon), beacon);
        await File.WriteAllTextAsync(path, NetworkGenesis.Ssz.ToJson(genesis, indented: true) + "\n", cancel);
        Report(genesis, path);
        return ExitCode.Done;
    }

    private static NetworkPlan PlanOf(ParseResult result, Options options, BeaconFacts beacon)
    {
        int seats = result.GetValue(options.Seats);
        ulong dayInEpochs =
            (ulong)(Duration.FromSeconds(86_400).Milliseconds / beacon.SlotLength.Milliseconds)
            / beacon.SlotsPerEpoch;
        var now = new Instant(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        return new(
            result.GetRequiredValue(options.Name),
            result.GetRequiredValue(options.Operators).Select(ConfigurationFiles.ReadPublicFile).ToSequence(),
            seats,
            result.GetValue(options.Threshold) ?? Quorum.Of(seats),
            result.GetRequiredValue(options.Withdrawal).Select(Arguments.WithdrawalCredentials).ToSequence(),
            result.GetValue(options.EpochsPerTerm) ?? dayInEpochs,
            NetworkSetup.DrawLeadDefault,
            FirstBoundary: default,
            now + Duration.FromSeconds(result.GetValue(options.StartIn)))
        {
            Money = result.GetValue(options.Money) is { } file ? MoneyFile.Read(file) : MoneyGenesis.None,
        };
    }

    private static void Report(NetworkGenesis genesis, string path)
    {
        ChainParameters parameters = genesis.Parameters;
        DateTimeOffset start = DateTimeOffset.FromUnixTimeSeconds((long)parameters.TickOrigin);
        Console.WriteLine($"Network '{genesis.Name}': {NetworkGenesis.Ssz.HashTreeRoot(genesis)}");
        Console.WriteLine(
            $"{genesis.Operators.Count} operators, {genesis.Pools.Count} pools of {genesis.Pools[0].Seats} seats, "
            + $"{genesis.Pools[0].Threshold} sign together, a term is {parameters.Terms.EpochsPerTerm} epochs.");
        Console.WriteLine(
            $"The pool chain begins at {start:u}; committees change first at epoch {parameters.Terms.FirstBoundary}.");
        if (genesis.Money.Allocations.Count > 0)
        {
            Console.WriteLine(
                $"{genesis.Money.Allocations.Count} accounts have money from the beginning, on your word alone.");
            Console.WriteLine(
                Protocols.Explain(FundsDocument.NameOf(genesis.Money.Parameters.Protocol)));
        }

        Console.WriteLine($"Every operator needs this very file as network.json: {Path.GetFullPath(path)}");
    }
}
