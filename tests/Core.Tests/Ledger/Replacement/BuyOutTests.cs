using System.Numerics;
using TrustlessPools.Ledger.Accounts;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.Ledger.Replacement;

/// <summary>What a key costs by auction, and by queue.</summary>
public sealed class BuyOutTests
{
    private static readonly BuyOutCase Case = new()
    {
        Seats = 13,
        Threshold = 9,
        Held = 4,
        Freed = 5,
        Budget = new(10_000),
        Values = [new(400), new(500), new(300)],
        Reserve = new(320),
        Candidates = 100,
        Own = 33,
    };

    [Fact]
    public void Who_needs_all_freed_seats_outbids_the_highest_value_each_time()
    {
        var bought = BuyOut.Of(Case);
        Assert.Equal((5, 5), (bought.Needed, bought.Won));
        Assert.Equal((500UL, 2_500UL), (bought.Price.Value, bought.Paid.Value));
        Assert.True(bought.IsReached);
        Assert.Equal(7UL, bought.Enlisted);
        Assert.Equal(new Ratio(165, 100), bought.ExpectedByQueue);

        // 33 * 32 * 31 * 30 * 29 of 100 * 99 * 98 * 97 * 96; with seven more, 40 and 107.
        Assert.Equal(new Ratio(28_480_320, 9_034_502_400), bought.ChanceByQueue);
        Assert.Equal(
            new Ratio(78_960_960, (BigInteger)107 * 106 * 105 * 104 * 103), bought.ChanceEnlisted);
    }

    [Theory]
    [InlineData(6, 400, 5)]
    [InlineData(7, 320, 5)]
    [InlineData(9, 320, 5)]
    public void Who_can_spare_seats_lets_the_highest_have_them(int freed, ulong price, int won)
    {
        var bought = BuyOut.Of(Case with { Freed = freed });
        Assert.Equal((won, price), (bought.Won, bought.Price.Value));
    }

    [Theory]
    [InlineData(2_500, 5, 500)]
    [InlineData(2_499, 4, 400)]
    [InlineData(1_599, 3, 320)]
    [InlineData(320, 1, 320)]
    [InlineData(319, 0, 0)]
    public void A_budget_buys_so_many_seats(ulong budget, int won, ulong price)
    {
        var bought = BuyOut.Of(Case with { Budget = new(budget) });
        Assert.Equal((won, price), (bought.Won, bought.Price.Value));
        Assert.Equal(won == 5, bought.IsReached);
    }

    [Fact]
    public void Who_has_the_key_needs_nothing()
    {
        var bought = BuyOut.Of(Case with { Held = 9, Freed = 4 });
        Assert.Equal((0, 0, 0UL), (bought.Needed, bought.Won, bought.Paid.Value));
        Assert.True(bought.IsReached);
        Assert.Equal(Ratio.One, bought.ChanceByQueue);
    }

    [Fact]
    public void Too_few_freed_seats_are_not_enough()
    {
        var bought = BuyOut.Of(Case with { Freed = 4 });
        Assert.Equal(4, bought.Won);
        Assert.False(bought.IsReached);
        Assert.Equal(Ratio.Zero, bought.ChanceByQueue);
    }

    [Fact]
    public void An_impossible_case_is_a_defect()
    {
        Assert.Throws<InvariantBrokenException>(static () => BuyOut.Of(Case with { Freed = 10 }));
        Assert.Throws<InvariantBrokenException>(static () => BuyOut.Of(Case with { Threshold = 14 }));
        Assert.Throws<InvariantBrokenException>(static () => BuyOut.Of(Case with { Own = 101 }));
        Assert.Throws<InvariantBrokenException>(
            static () => BuyOut.Of(Case with { Candidates = 4, Own = 4 }));
        Assert.Throws<InvariantBrokenException>(static () => BuyOut.Of(Case with { Reserve = default }));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Auctions_that_are_held_end_as_worked_out(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 200; round++)
        {
            BuyOutCase given = RandomCase(random);
            var bought = BuyOut.Of(given);
            (int won, Gwei paid) = Hold(given, bought.Won);
            Assert.True(
                won == bought.Won && paid == bought.Paid,
                $"seed {seed}, round {round}: {given}: {won}, {paid}");
        }
    }

    [Theory]
    [InlineData(4UL)]
    [InlineData(5UL)]
    public void No_plan_wins_more_seats_or_as_many_for_less(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 60; round++)
        {
            BuyOutCase given = RandomCase(random);
            var bought = BuyOut.Of(given);
            for (int plan = 0; plan < 1 << given.Freed; plan++)
            {
                (int won, Gwei paid) = Follow(given, plan);
                Assert.True(
                    paid > given.Budget || Math.Min(won, given.Needed) < bought.Won
                        || (Math.Min(won, given.Needed) == bought.Won && paid >= bought.Paid),
                    $"seed {seed}, round {round}, plan {plan}: {given}: {won}, {paid}");
            }
        }
    }

    [Theory]
    [InlineData(6UL)]
    [InlineData(7UL)]
    public void Chances_are_those_of_counted_sets(ulong seed)
    {
        var random = new SeededGenerator(seed);
        for (int round = 0; round < 60; round++)
        {
            BuyOutCase given = RandomCase(random);
            uint own = (1u << given.Own) - 1;
            uint[] sets = [.. Enumerable.Range(0, 1 << given.Candidates)
                .Select(static set => (uint)set)
                .Where(set => BitOperations.PopCount(set) == given.Freed)];
            int good = sets.Count(set => BitOperations.PopCount(set & own) >= given.Needed);

            string where = $"seed {seed}, round {round}: {given}";
            var bought = BuyOut.Of(given);
            Assert.True(bought.ChanceByQueue == new Ratio(good, sets.Length), where);
            Assert.True(bought.ChanceEnlisted >= bought.ChanceByQueue, where);
        }
    }

    internal static BuyOutCase RandomCase(SeededGenerator random)
    {
        int seats = 1 + random.NextBelow(9);
        int held = random.NextBelow(seats + 1);
        int freed = random.NextBelow(seats - held + 1);
        int candidates = freed + random.NextBelow(4);
        return new()
        {
            Seats = seats,
            Threshold = 1 + random.NextBelow(seats),
            Held = held,
            Freed = freed,
            Budget = new(random.NextBelow(200UL)),
            Values = [.. Enumerable.Range(0, random.NextBelow(12))
                .Select(_ => new Gwei(random.NextBelow(50UL)))],
            Reserve = new(1 + random.NextBelow(30UL)),
            Candidates = candidates,
            Own = random.NextBelow(candidates + 1),
        };
    }

    /// <summary>Holds the auctions; the coalition bids all it has left in the last of them.</summary>
    private static (int Won, Gwei Paid) Hold(BuyOutCase given, int wanted)
    {
        // The others are 100 and on; the coalition's are 0 and on, which wins ties.
        List<Bid> others = [.. given.Values.Select(static (v, i) => new Bid(new(100 + (uint)i), v))];
        (int won, Gwei paid) = (0, default);
        Sequence<AccountId> eligible = Enumerable.Range(0, 200)
            .Select(static i => new AccountId((uint)i)).ToSequence();
        for (int freed = given.Freed; freed > 0; freed--)
        {
            SeatAuction auction = SeatAuctionTests.With(
                new([], eligible, given.Reserve),
                [.. others.Where(b => b.Amount >= given.Reserve)]);
            var own = new Bid(new((uint)won), given.Budget - paid);
            auction = freed <= wanted ? SeatAuctionTests.With(auction, own) : auction;
            if (auction.Close().TryGet(out SeatSale sale))
            {
                bool isOwn = sale.Winner == own.Bidder;
                won += isOwn ? 1 : 0;
                paid += isOwn ? sale.Price : default;
                others.RemoveAll(b => b.Bidder == sale.Winner);
            }
        }

        return (won, paid);
    }

    /// <summary>What the coalition wins and pays when it takes exactly the seats of a plan.</summary>
    private static (int Won, Gwei Paid) Follow(BuyOutCase given, int plan)
    {
        var others = new Queue<Gwei>(given.Values.Where(v => v >= given.Reserve).OrderDescending());
        (int won, Gwei paid) = (0, default);
        for (int seat = 0; seat < given.Freed; seat++)
        {
            bool isOwn = ((plan >> seat) & 1) == 1;
            Gwei price = others.Count > 0 ? others.Peek() : given.Reserve;
            won += isOwn ? 1 : 0;
            paid += isOwn ? price : default;
            if (!isOwn && others.Count > 0)
            {
                others.Dequeue();
            }
        }

        return (won, paid);
    }
}
