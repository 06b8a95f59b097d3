using System.Globalization;
using TrustlessPools.Committees.Sizing;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;
using static TrustlessPools.Testing.SpecificationPage;

namespace TrustlessPools.Core.Tests.Ledger.Replacement;

/// <summary>The tables of docs/spec/replacement.md are what the code computes.</summary>
public sealed class ReplacementPageTests
{
    private static readonly SpecificationPage Page = new("replacement.md");
    private static readonly ReplacementParameters Defaults = new();

    [Fact]
    public void Parameters() => Page.AssertTable("parameters",
    [
        Row(["parameter", "default", "range"]),
        Row(["`Base`", $"{Defaults.Fines.Base} Gwei", "1 Gwei or more"]),
        Row(["`Provable`", Text(Defaults.Fines.Provable), "not below `Silence`"]),
        Row(["`Silence`", Text(Defaults.Fines.Silence), "not below `Absence`"]),
        Row(["`Absence`", Text(Defaults.Fines.Absence), "1 or more"]),
        Row(["`Most`", $"{Defaults.Fines.Most} Gwei", "from `Base` times `Provable`"]),
        Row(["`MinimumBond`", $"{Defaults.MinimumBond} Gwei", "from `Most`"]),
        Row(["`SlackPercent`", Text(Defaults.SlackPercent), "0 to 100"]),
        Row(["`Seats`", $"`{Defaults.Seats}`", "`Queue` or `Auction`"]),
    ]);

    [Fact]
    public void Fines() => Page.AssertTable("fines",
    [
        Row(["k", "absence", "in all", "silence", "in all", "provable", "in all"]),
        .. Enumerable.Range(1, 8).Select(static k => Row(
        [
            Text((uint)k),
            .. new[] { FaultClass.Absence, FaultClass.Silence, FaultClass.Provable }.SelectMany(c => new[]
            {
                $"{Defaults.Fines.Of(c, (uint)k)}",
                $"{FineScheduleTests.InAll(Defaults.Fines, c, k)}",
            }),
        ])),
    ]);

    [Fact]
    public void Buy_out() => Page.AssertTable("buy-out",
    [
        Row([
            "n", "t", "held", "own", "freed", "needed", "won", "paid, ETH", "expected", "chance",
            "enlisted", "chance with them"]),
        .. new[]
        {
            (13, 9, 1, 10, 8),
            (13, 9, 1, 10, 12),
            (13, 9, 4, 33, 5),
            (13, 9, 4, 33, 9),
            (13, 9, 8, 33, 1),
            (25, 17, 8, 33, 9),
            (25, 17, 8, 33, 17),
            (64, 43, 21, 33, 22),
            (64, 43, 21, 33, 43),
        }.Select(static c => CaseOf(c.Item1, c.Item2, c.Item3, c.Item4, c.Item5))
            .SelectMany(static c => new[] { c, c with { Own = 10 * c.Own, Candidates = 10 * c.Candidates } })
            .Select(static c => RowOf(BuyOut.Of(c))),
    ]);

    [Fact]
    public void Budgets() => Page.AssertTable("budget",
    [
        Row(["budget, ETH", "won of 5", "price, ETH", "paid, ETH", "key"]),
        .. new[] { 300UL, 500UL, 1_000UL, 1_500UL, 2_000UL, 2_500UL }
            .Select(static b => b * 1_000_000)
            .Select(static b =>
            {
                var bought = BuyOut.Of(CaseOf(13, 9, 4, 33, 5) with { Budget = new(b) });
                return Row([
                    Ether(new(b)),
                    Text((uint)bought.Won),
                    Ether(bought.Price),
                    Ether(bought.Paid),
                    bought.IsReached ? "yes" : "no"]);
            }),
    ]);

    private static string RowOf(BuyOut bought) => Row(
    [
        Text((uint)bought.Case.Seats),
        Text((uint)bought.Case.Threshold),
        Text((uint)bought.Case.Held),
        $"{Text((uint)bought.Case.Own)} of {Text((uint)bought.Case.Candidates)}",
        Text((uint)bought.Case.Freed),
        Text((uint)bought.Needed),
        Text((uint)bought.Won),
        Ether(bought.Paid),
        Decimals.Of(bought.ExpectedByQueue, 2),
        $"{ScientificDecimal.Of(bought.ChanceByQueue, 2)}",
        Text((uint)bought.Enlisted),
        $"{ScientificDecimal.Of(bought.ChanceEnlisted, 2)}",
    ]);

    private static BuyOutCase CaseOf(int seats, int threshold, int held, int own, int freed) => new()
    {
        Seats = seats,
        Threshold = threshold,
        Held = held,
        Freed = freed,
        Budget = new(100_000_000_000),
        Values = [.. Enumerable.Range(0, 10).Select(static i => new Gwei((50 - (ulong)i) * 10_000_000))],
        Reserve = Defaults.MinimumBond,
        Candidates = 100,
        Own = own,
    };

    private static string Ether(Gwei amount) => Decimals.Of(new(amount.Value, 1_000_000_000), 2);

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
