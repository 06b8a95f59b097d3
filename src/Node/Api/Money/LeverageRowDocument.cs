using TrustlessPools.Ethereum.Json;
using TrustlessPools.Ledger.Leverage;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api.Money;

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
public sealed record LeverageRowDocument(
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
    /// <summary>The document.</summary>
    public static JsonShape<LeverageRowDocument> Shape { get; } = JsonObject.Of<LeverageRowDocument>()
        .Member("slashed", JsonShapes.Number, static x => x.Slashed)
        .Member("control", JsonShapes.Text, static x => x.Control)
        .OptionalMember("realised", JsonShapes.Text, static x => x.Realised)
        .Member("griefing", JsonShapes.Text, static x => x.Griefing)
        .OptionalMember("coverage", JsonShapes.Text, static x => x.Coverage)
        .OptionalMember("security_budget", JsonShapes.Text, static x => x.SecurityBudget)
        .Member("own_loss", JsonShapes.Text, static x => x.Own)
        .Member("damage_to_members", JsonShapes.Text, static x => x.Members)
        .Member("damage_gap", JsonShapes.Text, static x => x.Gap)
        .Member("damage_control", StatusShapes.Gwei, static x => x.Controlled)
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

    /// <summary>Writes a row out.</summary>
    public static LeverageRowDocument Of(LeverageRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(
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
    }

    private static Optional<string> Text<T>(Optional<T> value)
        where T : notnull => value.TryGet(out T? present) ? new($"{present}") : default;
}
