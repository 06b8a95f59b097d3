using TrustlessPools.Cli.Operator;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Hosting;
using TrustlessPools.Node.Tests.Hosting;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Tests;

/// <summary>A seat comes free in a network of four, and the operator without one bids for it.</summary>
public sealed class OperatorBidTests
{
    private static readonly Gwei Ether = new(1_000_000_000);
    private static readonly BidTerms Terms = new(new(500_000_000), First: 0);

    [Fact]
    public async Task A_bid_is_kept_sealed_and_opened_even_by_a_second_run()
    {
        await using LocalNetwork network = await StartAsync();
        OperatorId[] members =
            [.. network.Pool.Serving.Value.Sharing.Members.Select(static m => m.Member)];
        OperatorId bidder = network.Nodes.Select(static n => n.Self).Except(members).Single();
        OperatorFolder folder = network.FolderOf(bidder);
        await AskAsync(network.FolderOf(members[0]), static a => new WithdrawBond(
            a.Account, a.NextRequest, default, Ether));
        await network.UntilAsync(
            () => network.Nodes.All(static n => n.State.Chain.Replacement.HasValue), "An auction");

        using var desk = new OperatorDesk(folder.Root);
        Assert.Equal("BidderIsMember", await RefusedAsync(network.FolderOf(members[1]), Terms));
        await InterruptAsync(network, desk);
        string file = Assert.Single(Directory.GetFiles(folder.Root, "bid-*.json"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal("OtherBidStands", await RefusedAsync(folder, Terms with { First = 1 }));
        Tpool.Outcome status = await Tpool.RunAsync($"operator status --data-dir {folder.Root}");
        Assert.Contains(
            "for sale: 1 seats of pool 1, from 0.320000000 ETH, 1 bids; bidding",
            status.Output,
            StringComparison.Ordinal);

        await BidAsync(desk, TestContext.Current.CancellationToken);
        Assert.Equal(Terms.Amount, (await desk.AccountAsync(TestContext.Current.CancellationToken)).Held);
        Assert.Empty(Directory.GetFiles(folder.Root, "bid-*.json"));
        Tpool.Outcome again = await Tpool.RunAsync(
            $"operator bid --data-dir {folder.Root} --pool 1 --amount 0.5");
        Assert.True(again.Exit == 0, $"{again}");
        Assert.Contains("open already", again.Output, StringComparison.Ordinal);
        Assert.Contains("held    0.500000000 ETH", again.Output, StringComparison.Ordinal);
    }

    /// <summary>Ends the verb when the sealed bid is in a block.</summary>
    private static async Task InterruptAsync(LocalNetwork network, OperatorDesk desk)
    {
        using var interruption = new CancellationTokenSource();
        Task bidding = BidAsync(desk, interruption.Token);
        await network.UntilAsync(
            () => bidding.IsCompleted || network.Nodes.All(static n => n.State.Chain.Replacement is
            {
                HasValue: true,
                Value.Auction: { HasValue: true, Value.Pools: [{ Bids.Count: 1 }] },
            }),
            "A sealed bid");
        await interruption.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bidding);
    }

    private static Task BidAsync(OperatorDesk desk, CancellationToken cancel) =>
        OperatorBidCommand.BidAsync(desk, new(1), Terms, static _ => { }, cancel);

    private static async Task<string> RefusedAsync(OperatorFolder folder, BidTerms terms)
    {
        using var desk = new OperatorDesk(folder.Root);
        RefusedException refused = await Assert.ThrowsAsync<RefusedException>(
            () => OperatorBidCommand.BidAsync(
                desk, new(1), terms, static _ => { }, TestContext.Current.CancellationToken));
        return refused.Refusal.Reason;
    }

    private static async Task AskAsync(
        OperatorFolder folder, Func<AccountDocument, OwnerOperation> operation)
    {
        using var desk = new OperatorDesk(folder.Root);
        await desk.AskAsync(
            a => new LedgerRequest(operation(a)), TestContext.Current.CancellationToken);
    }

    /// <summary>Phases of 32 seconds, so that a slow machine bids in time, and a pool with its key.</summary>
    private static async Task<LocalNetwork> StartAsync()
    {
        LocalNetwork network = await LocalNetwork.StartAsync(
            seats: 3,
            slotsPerEpoch: 32,
            firstBoundary: new(new Epoch(40)),
            money: static operators => new(
                new MoneyParameters
                {
                    Protocol = Protocol.Seed,
                    Replacement = new(new ReplacementParameters { Seats = SeatRule.Auction }),
                },
                [.. operators.Select(static o => new Allocation(o.IdentityKey, default, Ether * 10))]));
        foreach (OperatorNode node in network.Nodes)
        {
            OperatorFolder folder = network.FolderOf(node.Self);
            folder.Announce(node.ApiUrl);
            await AskAsync(folder, static a => new PostBond(a.Account, a.NextRequest, default, Ether));
        }

        await network.UntilAsync(() => network.Pool.GroupKey is not null, "A generated key");
        return network;
    }
}
