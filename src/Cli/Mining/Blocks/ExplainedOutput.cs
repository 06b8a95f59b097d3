using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Blocks;

/// <summary>An output of a coinbase.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">The address, or the script behind <c>0x</c>.</param>
/// <param name="Meaning">What it is, in words.</param>
internal sealed record ExplainedOutput(ulong Index, Satoshi Amount, string To, string Meaning)
{
    internal static JsonShape<ExplainedOutput> Shape { get; } = JsonObject.Of<ExplainedOutput>()
        .Member("index", JsonShapes.Number, static x => x.Index)
        .Member("amount", Shapes.Amount, static x => x.Amount)
        .Member("to", JsonShapes.Text, static x => x.To)
        .Member("meaning", JsonShapes.Text, static x => x.Meaning)
        .Build(static m => new(m.Take<ulong>(), m.Take<Satoshi>(), m.Take<string>(), m.Take<string>()));
}

/// <summary>The first payment that is not as the rule demands.</summary>
/// <param name="Payment">Its place among the outputs that pay something, from 0.</param>
/// <param name="Expected">What belongs there; none when nothing does.</param>
/// <param name="Paid">What is there; none when nothing is.</param>
internal sealed record ExplainedDifference(ulong Payment, Optional<Payee> Expected, Optional<Payee> Paid)
{
    internal static JsonShape<ExplainedDifference> Shape { get; } = JsonObject.Of<ExplainedDifference>()
        .Member("payment", JsonShapes.Number, static x => x.Payment)
        .OptionalMember("expected", Payee.Shape, static x => x.Expected)
        .OptionalMember("paid", Payee.Shape, static x => x.Paid)
        .Build(static m => new(m.Take<ulong>(), m.Take<Optional<Payee>>(), m.Take<Optional<Payee>>()));

    internal static ExplainedDifference Of(CoinbaseDifference difference, BitcoinNetwork network) => new(
        (ulong)difference.Index,
        difference.Expected is { } expected ? new(Payee.Of(expected, network)) : default,
        difference.Paid is { } paid ? new(Payee.Of(paid, network)) : default);

    public override string ToString() => $"payment {Payment}: demanded {Text(Expected)}, paid {Text(Paid)}";

    private static string Text(Optional<Payee> payee) =>
        payee.TryGet(out Payee? one) ? $"{one.Amount} satoshi to {one.To}" : "nothing";
}

/// <summary>An amount, and for whom.</summary>
internal sealed record Payee(Satoshi Amount, string To)
{
    internal static JsonShape<Payee> Shape { get; } = JsonObject.Of<Payee>()
        .Member("amount", Shapes.Amount, static x => x.Amount)
        .Member("to", JsonShapes.Text, static x => x.To)
        .Build(static m => new(m.Take<Satoshi>(), m.Take<string>()));

    internal static Payee Of(TransactionOutput output, BitcoinNetwork network) =>
        new(output.Amount, MiningOptions.Show(output.Script, network));
}
