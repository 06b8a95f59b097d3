using System.Globalization;
using TrustlessPools.Ledger.Replacement;
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

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
