using System.Diagnostics;
using TrustlessPools.Bitcoin.Addresses;
using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary>The answer of <c>tpool mining tree</c>.</summary>
/// <param name="Name">The plan's name, as it is part of a rule.</param>
/// <param name="Recipients">How many are paid.</param>
/// <param name="RootAmount">What the coinbase pays to the root.</param>
/// <param name="RootScript">To which script.</param>
/// <param name="RootAddress">The script's address; none for the bare form.</param>
/// <param name="RootTemplate">The template's hash, in the order of its bytes.</param>
/// <param name="BestTotal">The radix that costs least for all recipients together.</param>
/// <param name="BestLoneExit">The radix that costs least for a recipient alone.</param>
/// <param name="Costs">A row for each radix, ascending, this tree's among them.</param>
/// <param name="Firmware">What machines take, the smallest class first.</param>
internal sealed record TreeReport(
    string Name,
    ulong Recipients,
    Satoshi RootAmount,
    ByteString RootScript,
    Optional<string> RootAddress,
    ByteString RootTemplate,
    uint BestTotal,
    uint BestLoneExit,
    Sequence<RadixCost> Costs,
    Sequence<FirmwareRow> Firmware)
{
    private static readonly int[] Radices = [2, 4, 6, 16, 64, 256];

    internal static JsonShape<TreeReport> Shape { get; } = JsonObject.Of<TreeReport>()
        .Member("payout", JsonShapes.Text, static x => x.Name)
        .Member("recipients", JsonShapes.Number, static x => x.Recipients)
        .Member("root_amount", Shapes.Amount, static x => x.RootAmount)
        .Member("root_script", Shapes.Bytes, static x => x.RootScript)
        .OptionalMember("root_address", JsonShapes.Text, static x => x.RootAddress)
        .Member("root_template", Shapes.Bytes, static x => x.RootTemplate)
        .Member("best_radix_for_all", Shapes.Count, static x => x.BestTotal)
        .Member("best_radix_for_a_lone_exit", Shapes.Count, static x => x.BestLoneExit)
        .Member("costs", JsonShapes.List(RadixCost.Shape), static x => x.Costs)
        .Member("firmware", JsonShapes.List(FirmwareRow.Shape), static x => x.Firmware)
        .Build(static m => new(
            m.Take<string>(),
            m.Take<ulong>(),
            m.Take<Satoshi>(),
            m.Take<ByteString>(),
            m.Take<Optional<string>>(),
            m.Take<ByteString>(),
            m.Take<uint>(),
            m.Take<uint>(),
            m.Take<Sequence<RadixCost>>(),
            m.Take<Sequence<FirmwareRow>>()));

    /// <summary>Builds the tree, and reckons what it costs beside others.</summary>
    /// <exception cref="UsageException">The payments cannot be paid so.</exception>
    internal static (TreeReport Report, PayoutTree Tree) Of(TreeRequest request)
    {
        if (request.Plan.Pay(request.Payments) is PayoutResult.Refused refused
            && (request.IsRadixGiven || !DependsOnRadix(refused.Reason)))
        {
            throw new UsageException(refused.Reason);
        }

        TreePlan total = RadixChoice.Best(request.Plan, request.Payments, RadixAim.Total).Plan;
        TreePlan alone = RadixChoice.Best(request.Plan, request.Payments, RadixAim.LoneExit).Plan;
        TreePlan plan = request.IsRadixGiven ? request.Plan : alone;
        PayoutTree tree = Build(plan, request.Payments);
        var report = new TreeReport(
            plan.Name,
            (ulong)request.Payments.Count,
            tree.Output.Amount,
            tree.Output.Script,
            AddressOf(tree, request.Network),
            new(tree.TemplateOf(tree.Root).ToArray()),
            (uint)total.Radix,
            (uint)alone.Radix,
            CostsOf(request, [plan.Radix, total.Radix, alone.Radix]),
            FirmwareRow.Of(request.Payments));
        return (report, tree);
    }

    private static Optional<string> AddressOf(PayoutTree tree, BitcoinNetwork network) =>
        Address.Of(tree.Output.Script, network) is { } address ? new(address) : default;

    private static Sequence<RadixCost> CostsOf(TreeRequest request, int[] radices) => Radices
        .Concat(radices)
        .Where(r => r == 2 || r <= request.Payments.Count)
        .Distinct()
        .Order()
        .Select(r => RadixCost.Of(request.Plan with { Radix = r }, request.Payments))
        .ToSequence();

    /// <summary>True when another radix, with shorter or smaller paths, may do.</summary>
    private static bool DependsOnRadix(Refusal reason) => reason.Reason is "LeafIsDust" or "NodeTooLarge";

    /// <exception cref="UsageException">The payments cannot be paid so.</exception>
    private static PayoutTree Build(TreePlan plan, Sequence<TransactionOutput> payments) =>
        plan.Pay(payments) switch
        {
            PayoutResult.Paid { Tree: { } tree } => tree,
            PayoutResult.Refused refused => throw new UsageException(refused.Reason),
            _ => throw new UnreachableException(),
        };
}
