using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger;
using TrustlessPools.Ledger.Leverage;
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
                RowReport.Of(design.Row(request.Validators, strategy, prices)),
                LeverageCurve.Of(design, axis, prices).Map(RowReport.Of))));
    }
}

/// <summary>A design: the row that was asked for, and its curve.</summary>
internal sealed record DesignReport(string Name, RowReport Row, Sequence<RowReport> Curve)
{
    internal static JsonShape<DesignReport> Shape { get; } = JsonObject.Of<DesignReport>()
        .Member("design", JsonShapes.Text, static x => x.Name)
        .Member("row", RowReport.Shape, static x => x.Row)
        .Member("curve", JsonShapes.List(RowReport.Shape), static x => x.Curve)
        .Build(static m => new(m.Take<string>(), m.Take<RowReport>(), m.Take<Sequence<RowReport>>()));
}

/// <summary>A row's numbers as exact fractions; "infinite" where there is no bound.</summary>
/// <param name="Slashed">How many are slashed together.</param>
/// <param name="Control">The control leverage.</param>
/// <param name="Realised">The realised leverage, when there is a penalty.</param>
/// <param name="Griefing">The griefing factor.</param>
/// <param name="Coverage">The coverage, when there is a penalty.</param>
/// <param name="SecurityBudget">What is at risk for each unit that is controlled.</param>
/// <param name="Own">What the operator loses.</param>
/// <param name="Members">What other members lose.</param>
/// <param name="Gap">What nobody pays.</param>
/// <param name="Controlled">The stake controlled.</param>
internal sealed record RowReport(
    ulong Slashed,
    string Control,
    Optional<string> Realised,
    string Griefing,
    Optional<string> Coverage,
    Optional<string> SecurityBudget,
    string Own,
    string Members,
    string Gap,
    Gwei Controlled)
{
    internal static JsonShape<RowReport> Shape { get; } = JsonObject.Of<RowReport>()
        .Member("slashed", JsonShapes.Number, static x => x.Slashed)
        .Member("control", JsonShapes.Text, static x => x.Control)
        .OptionalMember("realised", JsonShapes.Text, static x => x.Realised)
        .Member("griefing", JsonShapes.Text, static x => x.Griefing)
        .OptionalMember("coverage", JsonShapes.Text, static x => x.Coverage)
        .OptionalMember("security_budget", JsonShapes.Text, static x => x.SecurityBudget)
        .Member("own_loss", JsonShapes.Text, static x => x.Own)
        .Member("damage_to_members", JsonShapes.Text, static x => x.Members)
        .Member("damage_gap", JsonShapes.Text, static x => x.Gap)
        .Member("damage_control", JsonShapes.Of(Ssz.SszTypes.Gwei), static x => x.Controlled)
        .Build(static m => new(
            m.Take<ulong>(),
            m.Take<string>(),
            m.Take<Optional<string>>(),
            m.Take<string>(),
            m.Take<Optional<string>>(),
            m.Take<Optional<string>>(),
            m.Take<string>(),
            m.Take<string>(),
            m.Take<string>(),
            m.Take<Gwei>()));

    internal static RowReport Of(LeverageRow row) => new(
        row.Validators,
        row.Control.ToString(),
        Text(row.Realised),
        row.Griefing.ToString(),
        Text(row.Coverage),
        Text(row.SecurityBudget),
        row.Shares.Own.ToString(),
        row.Damage.Members.ToString(),
        row.Damage.Gap.ToString(),
        row.Damage.Control);

    private static Optional<string> Text<T>(Optional<T> value)
        where T : notnull => value.TryGet(out T? present) ? new($"{present}") : default;
}
