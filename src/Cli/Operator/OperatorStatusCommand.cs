using System.CommandLine;
using Spectre.Console;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary><c>tpool operator status</c>: asks a running operator how things stand.</summary>
internal static class OperatorStatusCommand
{
    internal static Command Create()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        Option<bool> json = OperatorOptions.Json();
        var command =
            new Command("status", "Tell how a running operator and its pools stand.") { dataDir, json };
        command.SetAction((result, cancel) => RunAsync(
            new OperatorFolder(result.GetRequiredValue(dataDir)), result.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(OperatorFolder folder, bool json, CancellationToken cancel)
    {
        using var api = OperatorApi.Of(folder);
        NodeStatus status = await api.StatusAsync(cancel);
        if (json)
        {
            Console.WriteLine(NodeStatus.Shape.ToText(status));
            return ExitCode.Done;
        }

        IAnsiConsole console = Screens.Output();
        console.MarkupInterpolated(
            $"[bold]{status.Name}[/], operator {status.Operator} of [bold]{status.NetworkName}[/] ");
        console.WriteLine($"({status.Network.ToShortString()})");
        console.WriteLine(
            $"height {status.Height}, tick {status.Tick}, term {status.Term}, epoch {Text(status.Epoch)}, "
            + $"finalized {Text(status.FinalizedEpoch)}");
        console.WriteLine(
            $"beacon node {status.BeaconNode} {(status.IsBeaconKnown ? "answers" : "has not answered yet")}");
        if (status.Standing.TryGet(out OperatorStanding? standing))
        {
            Write(console, standing);
        }

        Write(console, await api.AuctionsAsync(cancel));
        console.Write(PeersTable(status));
        console.Write(PoolsTable.Of(status.Pools));
        return ExitCode.Done;
    }

    private static void Write(IAnsiConsole console, OperatorStanding standing)
    {
        string leaves = standing.LeavesAfter.TryGet(out Term last)
            ? $"; leaves after term {last}"
            : string.Empty;
        console.WriteLine(
            $"bond {Amounts.Ether(standing.Bond)}, leaving {Amounts.Ether(standing.Leaving)}, "
            + $"fined {Amounts.Ether(standing.Fined)} in all{leaves}");
        console.WriteLine(standing.Record.Count == 0
            ? "record: no fault"
            : $"record: {string.Join(", ", standing.Record)}");
    }

    private static void Write(IAnsiConsole console, AuctionsDocument auctions)
    {
        string until = auctions.EndsAt.TryGet(out Tick end) ? $", until tick {end} at least" : string.Empty;
        foreach (AuctionDocument auction in auctions.Auctions)
        {
            console.WriteLine(
                $"for sale: {auction.Seats} seats of pool {auction.Pool}, from {Amounts.Ether(auctions.Reserve)}, "
                + $"{auction.Bids.Count} bids; {auctions.Phase.Value}{until}");
        }
    }

    private static Table PeersTable(NodeStatus status)
    {
        Table table = new Table().RoundedBorder().Title("operators").AddColumns(
            "", "name", "address", "connected", "height");
        foreach (PeerStatus peer in status.Peers)
        {
            table.AddRow(
                $"{peer.Operator}",
                Markup.Escape(peer.Name),
                Markup.Escape(peer.Address),
                peer.IsConnected ? "[green]yes[/]" : "[red]no[/]",
                peer.Height.TryGet(out Height height) ? $"{height}" : "-");
        }

        return table;
    }

    private static string Text(Optional<Epoch> epoch) => epoch.TryGet(out Epoch value) ? $"{value}" : "-";
}
