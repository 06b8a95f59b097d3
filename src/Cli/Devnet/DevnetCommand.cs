using System.CommandLine;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>
/// <c>tpool devnet</c>: everything at once on this machine, from the first ceremony to the last hand-over.
/// </summary>
internal static class DevnetCommand
{
    private const string Embedded = "embedded";
    private const string Lodestar = "lodestar";

    private sealed record Options(
        Option<int> Operators,
        Option<int> Pools,
        Option<int> Seats,
        Option<int?> Threshold,
        Option<ulong> Terms,
        Option<ulong> EpochsPerTerm,
        Option<int> SecondsPerSlot,
        Option<string?> DataDir,
        Option<string> BeaconNode,
        Option<bool> Money,
        Option<string?> Withdrawal,
        Option<bool> Json);

    internal static Command Create()
    {
        var options = new Options(
            Number("--operators", "Operator processes.", 8),
            Number("--pools", "Pools, each with a validator key of its own.", 2),
            Number("--seats", "Members of each committee.", 4),
            new("--threshold")
            {
                Description = "Members that sign together; two thirds of the seats unless given.",
                HelpName = "n",
            },
            Number(
                "--terms",
                "Terms to live through. In each, every key is handed over to a freshly drawn committee.",
                2UL),
            Number("--epochs-per-term", "How long a committee serves, 4 at the least.", 4UL),
            Number("--seconds-per-slot", "Length of a slot of the embedded chain, or Lodestar's.", 2),
            new("--data-dir")
            {
                Description =
                    "Keeps everything in this folder; without it a temporary one is taken away at a good end.",
                HelpName = "folder",
            },
            new("--beacon-node")
            {
                Description =
                    $"'{Embedded}': a development chain inside. '{Lodestar}': a real node from npm. Or the address of a node.",
                DefaultValueFactory = static _ => Embedded,
                HelpName = $"{Embedded}|{Lodestar}|url",
            },
            new("--money")
            {
                Description =
                    "Tells a story of money too: a staker gets back what was locked, although an operator dies for good.",
            },
            new("--withdrawal-address")
            {
                Description =
                    "The staker's address, where the stake goes; needed on a chain that is not the devnet's own.",
                HelpName = "0x…",
            },
            new("--json") { Description = "Prints JSON for programs, a line an entry." });
        var command = new Command(
            "devnet",
            """
            Run a whole network on this machine: operators as processes of their own, pools, and a beacon chain.

            They generate the pools' validator keys by a ceremony in which nobody ever has a whole key, attest together,
            and hand the keys over at every term, while the public keys stay the same. Takes about four minutes; Ctrl-C ends it.

            With --money operators bond, a staker locks 32 ETH behind a drawn pool and delegates 32 ETH to a named group.
            Then an operator is killed, is found absent, is fined until it is out, and is replaced. The staker takes everything
            back: the principal to the Gwei, and the reward beside it. Takes about six minutes.

            Examples:
              tpool devnet
              tpool devnet --money
            """)
        {
            options.Operators, options.Pools, options.Seats, options.Threshold, options.Terms,
            options.EpochsPerTerm, options.SecondsPerSlot, options.DataDir, options.BeaconNode,
            options.Money, options.Withdrawal, options.Json,
        };
        command.SetAction((result, _) => RunAsync(Read(result, options), result.GetValue(options.Json)));
        return command;
    }

    private static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
        HelpName = "n",
    };

    private static DevnetOptions Read(ParseResult result, Options options)
    {
        var read = new DevnetOptions(
            result.GetValue(options.Operators),
            result.GetValue(options.Pools),
            result.GetValue(options.Seats),
            result.GetValue(options.Threshold) ?? Quorum.Of(result.GetValue(options.Seats)),
            result.GetValue(options.Terms),
            result.GetValue(options.EpochsPerTerm),
            result.GetValue(options.SecondsPerSlot),
            result.GetValue(options.DataDir),
            result.GetRequiredValue(options.BeaconNode),
            result.GetValue(options.Money),
            result.GetValue(options.Withdrawal) is { } address
                ? new(Arguments.WithdrawalCredentials(address))
                : default);
        return read.Flaw() is { } flaw ? throw new UsageException(flaw) : read;
    }

    private static async Task<int> RunAsync(DevnetOptions options, bool json)
    {
        DevnetFolder folder = DevnetFolder.Make(options.DataDir);
        using var interruption = new Interruption();
        await using IDevnetView view =
            json ? new JsonView() : Screens.IsTerminal ? new LiveView() : new PlainView();
        DevnetSummary summary;
        try
        {
            await using IDevnetBeacon beacon = await BeaconOf(options, folder, view, interruption.Token);
            summary = await new DevnetRun(options, folder, beacon, view).RunAsync(interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            view.Say("interrupted; all processes have ended");
            folder.Leave(isNeeded: false);
            return interruption.WasByCtrlC ? ExitCode.Interrupted : ExitCode.Failed;
        }

        view.Conclude(summary with { DataDir = folder.Leave(isNeeded: !summary.IsWell) });
        return summary.IsWell ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<IDevnetBeacon> BeaconOf(
        DevnetOptions options,
        DevnetFolder folder,
        IDevnetView view,
        CancellationToken cancel) => options.BeaconNode switch
        {
            Embedded => await EmbeddedBeacon.StartAsync(options, cancel),
            Lodestar => await LodestarBeacon.PrepareAsync(options, folder.Beacon, view.Say, cancel),
            _ => await ExternalBeacon.ConnectAsync(Arguments.BeaconNode(options.BeaconNode), cancel),
        };
}
