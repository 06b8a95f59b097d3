using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Core.Tests.Ledger.Leverage;

/// <summary>
/// The tables of docs/spec/leverage.md, each after its marker <c>&lt;!-- table: name --&gt;</c>, are what the
/// code computes, to the letter. A failure prints the table as it should be.
/// </summary>
public sealed class LeveragePageTests
{
    private static readonly StrategyPrices Prices = new(StakedNetwork.Reference);
    private static readonly Ratio GweiPerEther = Ratio.FromInteger(1_000_000_000);

    [Fact]
    public void Designs_with_a_thousand_slashed() => AssertTable("thousand", DesignRows(1000));

    [Fact]
    public void Designs_with_many_slashed() => AssertTable("many", DesignRows(100_000));

    [Fact]
    public void The_curve_of_seed_001() => AssertTable("curve",
    [
        Row(["N", "penalty, ETH each", "Lambda_x", "kappa_x"]),
        .. LeverageCurve.Of(
            Designs.Collateral(new(1, 100), Protocol.Seed),
            LogAxis.Numbers(StakedNetwork.Reference.ValidatorsMax, steps: 2),
            Prices).Select(static row => Row(
            [
                $"{row.Validators}",
                Decimals.Of(row.Shares.Penalty / GweiPerEther / Ratio.FromInteger(row.Validators), 7),
                Factor(row.Realised.Value),
                Percent(row.Coverage.Value),
            ])),
    ]);

    [Fact]
    public void The_last_that_is_paid_in_full() => AssertTable("paid",
    [
        Row(["r", "N", "approximation"]),
        .. ((int[])[1, 2, 5]).Select(static percent => Row(
        [
            $"{percent} %",
            $"{LeverageCurve.LastPaidInFull(Designs.Collateral(new(percent, 100), Protocol.Seed), Prices)}",
            $"{Approximation(percent)}",
        ])),
    ]);

    private static System.Numerics.BigInteger Approximation(int percent) =>
        ((new Ratio(32 * percent, 100) - new Ratio(647, 10_000)) / new Ratio(96 * 32, 34_000_000)).Floor();

    private static IEnumerable<string> DesignRows(ulong validators) =>
    [
        Row(["design", "Lambda", "Lambda_x", "GF_x", "kappa_x", "members", "gap", "control"]),
        .. Designs.Compared(new()).Select(design => (
            design.Name, Row: design.Row(validators, new Strategy.SlashedTogether(validators), Prices)))
            .Select(static d => Row(
            [
                d.Name,
                Factor(d.Row.Control),
                d.Row.Realised.TryGet(out LeverageFactor realised) ? Factor(realised) : "none",
                Factor(d.Row.Griefing),
                d.Row.Coverage.TryGet(out Ratio coverage) ? Percent(coverage) : "none",
                Decimals.Of(d.Row.Damage.Members / GweiPerEther, 1),
                Decimals.Of(d.Row.Damage.Gap / GweiPerEther, 1),
                $"{d.Row.Damage.Control.Value / 1_000_000_000}",
            ])),
    ];

    private static string Factor(LeverageFactor factor) =>
        factor.TryGet(out Ratio value) ? Decimals.Of(value, 2) : "infinite";

    private static string Percent(Ratio share) => $"{Decimals.Of(share * Ratio.FromInteger(100), 2)} %";

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static void AssertTable(string name, IEnumerable<string> rows)
    {
        string page = File.ReadAllText(Path.Combine(ProjectRoot.Path, "docs", "spec", "leverage.md"));
        string marker = $"<!-- table: {name} -->";
        Assert.Contains(marker, page, StringComparison.Ordinal);
        string[] printed = [.. page[page.IndexOf(marker, StringComparison.Ordinal)..]
            .Split('\n').Skip(1).SkipWhile(static line => line.Length == 0)
            .TakeWhile(static line => line.StartsWith('|'))
            .Where(static line => !line.StartsWith("|-", StringComparison.Ordinal))];
        string computed = string.Join('\n', rows);
        Assert.True(computed == string.Join('\n', printed), $"The table '{name}' should be:\n{computed}");
    }
}
