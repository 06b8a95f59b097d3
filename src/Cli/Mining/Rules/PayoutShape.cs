using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Rules;

/// <summary>Payout forms in documents: <c>direct</c>, or a tree with all its parameters.</summary>
internal static class PayoutShape
{
    internal static JsonShape<TemplateForm> Template { get; } = Shapes.Choice(
        ("bare", TemplateForm.Bare), ("p2wsh", TemplateForm.WitnessScriptHash));

    internal static JsonShape<TreeWeights> Weights { get; } = Shapes.Choice(
        ("equal", TreeWeights.Equal), ("amounts", TreeWeights.Amounts));

    internal static JsonShape<IPayoutForm> Form { get; } = JsonObject.Of<IPayoutForm>()
        .Member("form", JsonShapes.Text, static x => x is TreePlan ? "tree" : "direct")
        .OptionalMember("template", Template, static x => Of(x, static p => p.Form))
        .OptionalMember("weights", Weights, static x => Of(x, static p => p.Weights))
        .OptionalMember("radix", Shapes.Count, static x => Of(x, static p => (uint)p.Radix))
        .OptionalMember("fee", Shapes.Amount, static x => Charge<FeePolicy.FixedPerNode>(x))
        .OptionalMember("anchor", Shapes.Amount, static x => Charge<FeePolicy.ChildPays>(x))
        .Build(static m => Read(
            m.Take<string>(),
            m.Take<Optional<TemplateForm>>(),
            m.Take<Optional<TreeWeights>>(),
            m.Take<Optional<uint>>(),
            m.Take<Optional<Satoshi>>(),
            m.Take<Optional<Satoshi>>()));

    private static IPayoutForm Read(
        string form,
        Optional<TemplateForm> template,
        Optional<TreeWeights> weights,
        Optional<uint> radix,
        Optional<Satoshi> fee,
        Optional<Satoshi> anchor)
    {
        bool hasAny = template.HasValue || weights.HasValue || radix.HasValue
            || fee.HasValue || anchor.HasValue;
        return form switch
        {
            "direct" when hasAny => throw new FormatException("'direct' has no parameters."),
            "direct" => new DirectOutputs(),
            "tree" when fee.HasValue == anchor.HasValue =>
                throw new FormatException("A tree has a 'fee' or an 'anchor', and not both."),
            "tree" when !radix.HasValue => throw new FormatException("A tree has a 'radix'."),
            "tree" => new TreePlan(
                template.TryGet(out TemplateForm how) ? how : TemplateForm.WitnessScriptHash,
                weights.TryGet(out TreeWeights which) ? which : TreeWeights.Equal,
                (int)Math.Min(radix.Value, int.MaxValue),
                fee.HasValue ? new FeePolicy.FixedPerNode(fee.Value) : new FeePolicy.ChildPays(anchor.Value)),
            _ => throw new FormatException($"'{form}' is none of direct, tree."),
        };
    }

    private static Optional<T> Of<T>(IPayoutForm form, Func<TreePlan, T> get)
        where T : notnull => form is TreePlan plan ? new(get(plan)) : default;

    private static Optional<Satoshi> Charge<TPolicy>(IPayoutForm form)
        where TPolicy : FeePolicy => form is TreePlan { Fees: TPolicy fees } ? new(fees.Charge) : default;
}
