using TrustlessPools.Bitcoin.Coinbases;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Blocks;

/// <summary>Says of a coinbase's outputs what each of them is.</summary>
/// <param name="state">The state in which it is judged.</param>
/// <param name="demand">What it should pay; null where that cannot be told.</param>
/// <param name="network">Whose addresses are shown.</param>
internal sealed class OutputNames(SharingState state, Demand? demand, BitcoinNetwork network)
{
    private const string Commitment = "commitment to witnesses";

    /// <summary>All of them, in their order.</summary>
    internal Sequence<ExplainedOutput> Explain(Sequence<TransactionOutput> outputs)
    {
        var explained = new List<ExplainedOutput>();
        int payment = 0;
        for (int i = 0; i < outputs.Count; i++)
        {
            TransactionOutput output = outputs[i];
            bool pays = output.Amount > default(Satoshi);
            string meaning = pays ? MeaningOf(payment++, output) : MarkOf(output.Script);
            explained.Add(new((ulong)i, output.Amount, MiningOptions.Show(output.Script, network), meaning));
        }

        return explained.ToSequence();
    }

    private string MeaningOf(int payment, TransactionOutput output)
    {
        if (demand is null)
        {
            return "not judged";
        }

        if (payment >= demand.Outputs.Count || demand.Outputs[payment] != output)
        {
            return "not as demanded";
        }

        int finders = demand.Finder.Amount > default(Satoshi) ? 1 : 0;
        int others = demand.Outputs.Count - finders - demand.Ahead.Count;
        int ahead = payment - finders - others;
        return payment switch
        {
            _ when payment < finders => OwnMeaning(),
            _ when ahead >= 0 => $"whoever mines block {AheadHeight(ahead)}",
            _ when demand.Tree is { } tree => $"tree of {tree.Payments.Count} shares",
            _ => ShareOf(output.Script),
        };
    }

    private string OwnMeaning() => state.Window.WeightOf(demand!.Finder.Script) == 0
        ? "the finder"
        : $"the finder, with its {ShareOf(demand.Finder.Script)}";

    private string ShareOf(ByteString script)
    {
        UInt128 weight = state.Window.WeightOf(script);
        return $"share {Percent(weight, state.Window.Total)} of the window";
    }

    private ulong AheadHeight(int index) => state.Next.Value + Coinbase.Maturity + (ulong)index;

    private string MarkOf(ByteString script)
    {
        if (script.AsSpan() is [0x6a, 0x24, 0xaa, 0x21, 0xa9, 0xed, ..])
        {
            return Commitment;
        }

        bool isTag = PoolTag.RuleOf(script) is { } rule && rule == state.Rule.Identify();
        return isTag ? "the pool's tag" : "nothing";
    }

    private static string Percent(UInt128 part, UInt128 whole)
    {
        if (whole == 0)
        {
            return "0 %";
        }

        // Below 2^90; to a hundredth, rounded down.
        var hundredths = (ulong)(part * 10_000 / whole);
        return $"{hundredths / 100}.{hundredths % 100:D2} %";
    }
}
