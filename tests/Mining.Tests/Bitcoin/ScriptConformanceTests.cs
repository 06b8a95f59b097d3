using System.Text.Json;
using TrustlessPools.Bitcoin.Interpretation;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Testing;

namespace TrustlessPools.Mining.Tests.Bitcoin;

/// <summary>
/// Spends of BIP-0119 and of Bitcoin Core's test data are judged as they should be, or not at all.
/// </summary>
public sealed class ScriptConformanceTests
{
    private const ScriptRules All = ScriptRules.WithTemplates | ScriptRules.Discourage;
    private static readonly SpecificationPage Page = new("bitcoin.md");

    [Fact]
    public void Valid_spends_of_templates_are_valid() => VectorSuite.Open("bip119")
        .EachCase("tx_valid.json", SpendCase.In, static (_, item) =>
        {
            SpendCase spend = SpendCase.Read(item);
            ScriptRules rules = All & ~SpendCase.RulesOf(spend.Flags);
            Assert.Null(TransactionRules.Check(spend.Transaction));
            Assert.All(spend.Judge(rules), static v => Assert.IsType<ScriptVerdict.Valid>(v));
        })
        .Finish();

    [Fact]
    public void Invalid_spends_of_templates_are_refused() => VectorSuite.Open("bip119")
        .EachCase("tx_invalid.json", SpendCase.In, static (_, item) =>
        {
            SpendCase spend = SpendCase.Read(item);
            ScriptRules rules = SpendCase.RulesOf(spend.Flags);
            Assert.Contains(spend.Judge(rules), static v => v is ScriptVerdict.Refused);
        })
        .Finish();

    /// <summary>
    /// Templates are a soft fork: what they allow was allowed, and anyone can spend them without.
    /// </summary>
    [Fact]
    public void Spends_of_templates_are_valid_where_templates_are_not_in_force() => VectorSuite.Open("bip119")
        .EachCase("tx_valid.json", SpendCase.In, static (_, item) => Assert.All(
            SpendCase.Read(item).Judge(ScriptRules.Today), static v => Assert.IsType<ScriptVerdict.Valid>(v)))
        .Finish();

    [Fact]
    public void Spends_of_core_are_judged_rightly_or_not_at_all()
    {
        var valid = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var invalid = new SortedDictionary<string, int>(StringComparer.Ordinal);
        VectorSuite.Open("bitcoin")
            .EachCase("core_tx_valid.json", SpendCase.In, (_, item) => Count(valid, item))
            .EachCase("core_tx_invalid.json", SpendCase.In, (_, item) => Count(invalid, item))
            .Finish();
        Assert.DoesNotContain(Outcome.Refused, valid.Keys);
        Assert.DoesNotContain(Outcome.Valid, invalid.Keys);
        Page.AssertTable("core", [
            SpecificationPage.Row(["outcome", "of `core_tx_valid.json`", "of `core_tx_invalid.json`"]),
            .. valid.Keys.Union(invalid.Keys).Order(StringComparer.Ordinal).Select(o => SpecificationPage.Row(
                [o, $"{valid.GetValueOrDefault(o)}", $"{invalid.GetValueOrDefault(o)}"])),
        ]);
    }

    private static void Count(SortedDictionary<string, int> counts, JsonElement item)
    {
        string outcome = OutcomeOf(SpendCase.Read(item));
        counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
    }

    private static string OutcomeOf(SpendCase spend)
    {
        ScriptVerdict[] verdicts = [.. spend.Judge(SpendCase.RulesOf(spend.Flags))];
        if (TransactionRules.Check(spend.Transaction) is not null
            || verdicts.Any(static v => v is ScriptVerdict.Refused))
        {
            return Outcome.Refused;
        }

        return verdicts.OfType<ScriptVerdict.Undecided>().FirstOrDefault() is { } undecided
            ? $"undecided: {undecided.Needed}"
            : Outcome.Valid;
    }

    private static class Outcome
    {
        internal const string Refused = "refused";
        internal const string Valid = "valid";
    }
}
