using System.Text.Json.Nodes;
using TrustlessPools.Cli.Terminal;
using TrustlessPools.Ledger;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Verify;

/// <summary>What was proved of a chain, and what was not, in words and as JSON.</summary>
/// <param name="Rules">The network's.</param>
/// <param name="Chain">The chain as far as it holds.</param>
/// <param name="Refusal">Why the next block is refused; null when all hold.</param>
/// <param name="Now">The time.</param>
internal sealed record ChainVerdict(ChainRules Rules, VerifiedChain Chain, BlockRefusal? Refusal, Instant Now)
{
    private MoneyParameters Money => Rules.Genesis.Money.Parameters;

    private LedgerState Ledger => Chain.Head.State.Money.Ledger;

    /// <summary>Whether who could have certified another chain still has something to lose.</summary>
    private bool IsRecent => Chain.Start.IsRecent(
        Rules.Genesis, Rules.Clock.TickAt(Now).TryGet(out Tick tick) ? tick : Chain.Head.State.Tick);

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        ChainCount count = Chain.Count;
        string proved = $"Proved: {Counted(count.Blocks, "block")}, "
            + $"{Counted(count.Operations, "operation")}, "
            + $"{Counted(count.KeysGenerated, "key")} generated, {Counted(count.HandOvers, "hand-over")}, "
            + $"{Counted(count.EpochReports, "epoch report")}, {Counted(count.Faults, "fault")}, "
            + $"{Counted(count.LedgerOperations, "ledger operation")} and every Gwei of the ledger "
            + $"({Amounts.Ether(Ledger.Issued)} came in, {Amounts.Ether(Ledger.PaidOut)} paid out, "
            + $"{Amounts.Ether(Ledger.Burned)} burned), from {Start} to block {Chain.Head.State.Height} "
            + $"at tick {Chain.Head.State.Tick}, {Chain.Head.BlockRoot}.";
        string all = $"{proved} Not proved: {string.Join("; ", NotProved())}.";
        return Refusal is null ? all : $"Refused: {Refusal}. {all}";
    }

    /// <summary>A document for programs.</summary>
    internal string ToJson()
    {
        ChainCount count = Chain.Count;
        var document = new JsonObject
        {
            ["holds"] = Refusal is null,
            ["network"] = $"{Rules.Network}",
            ["start_height"] = Chain.Start.Height.Value,
            ["start_root"] = $"{Chain.Start.Root}",
            ["height"] = Chain.Head.State.Height.Value,
            ["tick"] = Chain.Head.State.Tick.Value,
            ["block_root"] = $"{Chain.Head.BlockRoot}",
            ["blocks"] = count.Blocks,
            ["operations"] = count.Operations,
            ["ledger_operations"] = count.LedgerOperations,
            ["epoch_reports"] = count.EpochReports,
            ["keys_generated"] = count.KeysGenerated,
            ["hand_overs"] = count.HandOvers,
            ["faults"] = count.Faults,
            ["issued_gwei"] = Ledger.Issued.Value,
            ["paid_out_gwei"] = Ledger.PaidOut.Value,
            ["burned_gwei"] = Ledger.Burned.Value,
            ["start_is_recent"] = IsRecent,
            ["not_proved"] = new JsonArray([.. NotProved().Select(static n => JsonValue.Create(n))]),
        };
        if (Refusal is not null)
        {
            document["refused_height"] = Refusal.Height.Value;
            document["reason"] = Refusal.Refusal.Reason;
            document["supplied"] = Refusal.Refusal.Supplied;
            document["permitted"] = Refusal.Refusal.Permitted;
        }

        return document.ToJsonString();
    }

    private string Start => Chain.Start.IsGenesis
        ? $"the genesis {Chain.Start.Root}"
        : $"block {Chain.Start.Height}, {Chain.Start.Root}, which you trust,";

    private IEnumerable<string> NotProved()
    {
        if (!IsRecent)
        {
            yield return "that no other chain was certified by keys that have left since (long-range fork): "
                + $"take a checkpoint younger than the collateral delay, {Money.CollateralDelay} epochs";
        }

        yield return Money.BondMinimum.Value > 0
            ? "that no quorum of the voters certified two chains"
            : "that no quorum of the voters certified two chains, "
                + "for which this network demands no bond of them";
        yield return "that no later block is kept from you";
        yield return "what beacon nodes told the operators";
    }

    private static string Counted(ulong number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
