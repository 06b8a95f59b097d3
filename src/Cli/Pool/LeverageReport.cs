using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Node.Api.Money;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Pool;

/// <summary>The answer of <c>tpool pool leverage</c> for programs: exact, amounts in Gwei.</summary>
/// <param name="NetworkStake">Of the whole network.</param>
/// <param name="Price">What each slashed validator loses.</param>
/// <param name="PaidInFull">How many slashed together the collateral of seed 001 pays for.</param>
/// <param name="Designs">A row for each.</param>
internal sealed record LeverageReport(
    Gwei NetworkStake, Gwei Price, ulong PaidInFull, Sequence<DesignReport> Designs)
{
    private const int PointsPerPowerOfTen = 10;

    internal static JsonShape<LeverageReport> Shape { get; } = JsonObject.Of<LeverageReport>()
        .Member("network_stake", JsonShapes.Of(Ssz.SszTypes.Gwei), static x => x.NetworkStake)
        .Member("price_per_validator", JsonShapes.Of(Ssz.SszTypes.Gwei), static x => x.Price)
        .Member("collateral_pays_in_full_up_to", JsonShapes.Number, static x => x.PaidInFull)
        .Member("designs", JsonShapes.List(DesignReport.Shape), static x => x.Designs)
        .Build(static m => new(
            m.Take<Gwei>(), m.Take<Gwei>(), m.Take<ulong>(), m.Take<Sequence<DesignReport>>()));

    internal static LeverageReport Of(LeverageRequest request)
    {
        var prices = new StrategyPrices(request.Network);
        var strategy = new Strategy.SlashedTogether(request.Slashed);
        Sequence<ulong> axis = LogAxis.Numbers(request.Network.ValidatorsMax, PointsPerPowerOfTen);
        return new(
            request.Network.ActiveStake,
            prices.PerValidator(strategy),
            LeverageCurve.LastPaidInFull(
                Ledger.Leverage.Designs.Collateral(request.Designs.Ratio, Protocol.Seed), prices),
            Ledger.Leverage.Designs.Compared(request.Designs).Map(design => new DesignReport(
                design.Name,
                LeverageRowDocument.Of(design.Row(request.Validators, strategy, prices)),
                LeverageCurve.Of(design, axis, prices).Map(LeverageRowDocument.Of))));
    }
}

/// <summary>A design: the row that was asked for, and its curve.</summary>
internal sealed record DesignReport(string Name, LeverageRowDocument Row, Sequence<LeverageRowDocument> Curve)
{
    internal static JsonShape<DesignReport> Shape { get; } = JsonObject.Of<DesignReport>()
        .Member("design", JsonShapes.Text, static x => x.Name)
        .Member("row", LeverageRowDocument.Shape, static x => x.Row)
        .Member("curve", JsonShapes.List(LeverageRowDocument.Shape), static x => x.Curve)
        .Build(static m => new(
            m.Take<string>(), m.Take<LeverageRowDocument>(), m.Take<Sequence<LeverageRowDocument>>()));
}
