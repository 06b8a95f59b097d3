using System.CommandLine;
using System.Globalization;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Node.Api.Http;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Operator;

/// <summary>
/// <c>tpool operator bid</c>: bids for a freed seat, sealed first, and opens the bid in time.
/// </summary>
internal static class OperatorBidCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    internal static Command Create()
    {
        Option<string> dataDir = OperatorOptions.DataDir();
        Option<bool> json = OperatorOptions.Json();
        var pool = new Option<uint>("--pool")
        {
            Description = "The pool whose committee has seats for sale.",
            Required = true,
            HelpName = "n",
        };
        var amount = new Option<string>("--amount")
        {
            Description = "The most that you pay, in ETH; you pay what the next bidder offers.",
            Required = true,
            HelpName = "ETH",
        };
        var first = new Option<ushort>("--from-seat")
        {
            Description = "Bid for no seat before this one, in the order in which they are sold; from 1.",
            DefaultValueFactory = static _ => 1,
            HelpName = "n",
        };
        var command = new Command(
            "bid",
            """
            Bid for a seat that has come free in a pool's committee. Nobody sees the amount until all have bid: the
            command posts a sealed bid, waits, and opens it. Who does not open its bid loses the deposit, so let it
            run to its end; interrupted, run it again with the same arguments.

            Example:
              tpool operator bid --data-dir alice --pool 1 --amount 0.5
            """)
        {
            dataDir, pool, amount, first, json,
        };
        command.SetAction(async (result, cancel) =>
        {
            BidTerms terms = Terms(result.GetRequiredValue(amount), result.GetValue(first));
            using var desk = new OperatorDesk(result.GetRequiredValue(dataDir));
            Action<string> say = result.GetValue(json) ? static _ => { } : Console.WriteLine;
            await BidAsync(desk, new(result.GetValue(pool)), terms, say, cancel);
            OperatorBondCommand.Show(await desk.AccountAsync(cancel), result.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static BidTerms Terms(string amount, ushort first) => first >= 1
        ? new(Arguments.Ether("--amount", amount), first - 1)
        : throw new UsageException(new("BadSeat", $"--from-seat {first}", "1 or more"));

    /// <summary>Bids and opens the bid, or goes on where it was interrupted.</summary>
    /// <param name="desk">The operator's.</param>
    /// <param name="pool">The pool with seats for sale.</param>
    /// <param name="terms">What is bid; the same each time.</param>
    /// <param name="say">Is told what has happened.</param>
    /// <param name="cancel">Ends the waiting; what was sealed is kept.</param>
    /// <exception cref="RefusedException">The bid is refused, or another one stands.</exception>
    internal static async Task BidAsync(
        OperatorDesk desk, PoolId pool, BidTerms terms, Action<string> say, CancellationToken cancel)
    {
        AuctionsDocument auctions = await desk.Api.AuctionsAsync(cancel);
        AccountDocument account = await desk.AccountAsync(cancel);
        BidDocument? placed = auctions.AuctionOf(pool)?.BidOf(account.Account);
        if (placed is { Amount.HasValue: true })
        {
            say("Your bid is open already.");
            return;
        }

        if (auctions.Auctions.Count == 0)
        {
            desk.Bids.ForgetAll();
        }

        BidSeal seal = placed is null
            ? await PlaceAsync(desk, new(pool, account.Account, terms, KeptBids.NewSalt()), say, cancel)
            : Kept(desk.Bids, placed, terms);
        await UntilRevealingAsync(desk.Api, pool, cancel);
        OfferDocument opened = await desk.AskAsync(
            a => new RevealBid(a.Account, a.NextRequest, pool, seal.Terms, seal.Salt), cancel);
        desk.Bids.Forget(seal.Commitment);
        say($"Block {opened.Height} holds your bid, open now. What it does not cost is free again when the "
            + "seats are filled.");
    }

    /// <summary>The salt is on the disk before anybody knows of the bid.</summary>
    private static async Task<BidSeal> PlaceAsync(
        OperatorDesk desk, BidSeal seal, Action<string> say, CancellationToken cancel)
    {
        desk.Bids.Keep(seal);
        OfferDocument offer = await desk.AskAsync(
            a => new PlaceBid(a.Account, a.NextRequest, seal.Pool, seal.Commitment), cancel);
        say($"Block {offer.Height} holds your sealed bid. It is opened in the next phase: wait.");
        return seal;
    }

    private static BidSeal Kept(KeptBids bids, BidDocument placed, BidTerms terms)
    {
        BidSeal seal = bids.Find(placed.Commitment) ?? throw new RefusedException(new(
            "NoKeptBid", $"the bid {placed.Commitment}", "one whose salt is in the operator's folder"));
        return seal.Terms == terms
            ? seal
            : throw new RefusedException(new("OtherBidStands", Text(terms), Text(seal.Terms)));
    }

    private static async Task UntilRevealingAsync(OperatorApi api, PoolId pool, CancellationToken cancel)
    {
        string bidding = AuctionsDocument.NameOf(AuctionPhase.Bidding);
        while (true)
        {
            AuctionsDocument auctions = await api.AuctionsAsync(cancel);
            if (auctions.AuctionOf(pool) is null)
            {
                throw new RefusedException(new(
                    "AuctionOver", $"the auction of pool {pool}", "one that runs"));
            }

            if (!auctions.Phase.TryGet(out string? phase) || phase != bidding)
            {
                return;
            }

            await Task.Delay(Pause, cancel);
        }
    }

    private static string Text(BidTerms terms) => string.Create(
        CultureInfo.InvariantCulture, $"{Amounts.Ether(terms.Amount)} from seat {terms.First + 1} on");
}
