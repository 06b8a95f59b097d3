using TrustlessPools.Bitcoin.Networks;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Cli.Mining.Rules;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Trees;

/// <summary>All that a tree is made of, so that anybody can expand it later.</summary>
/// <param name="Network">Where it is paid.</param>
/// <param name="Form">The plan.</param>
/// <param name="Payments">What it pays, before charges, in their order.</param>
internal sealed record TreeFile(
    BitcoinNetwork Network, IPayoutForm Form, Sequence<TransactionOutput> Payments)
{
    private static readonly JsonShape<TransactionOutput> Payment = JsonObject.Of<TransactionOutput>()
        .Member("script", Shapes.Bytes, static x => x.Script)
        .Member("amount", Shapes.Amount, static x => x.Amount)
        .Build(static m =>
        {
            var script = m.Take<ByteString>();
            return new(m.Take<Satoshi>(), script);
        });

    internal static JsonShape<TreeFile> Shape { get; } = JsonObject.Of<TreeFile>()
        .Member("network", Shapes.Network, static x => x.Network)
        .Member("payout", PayoutShape.Form, static x => x.Form)
        .Member("payments", JsonShapes.List(Payment), static x => x.Payments)
        .Build(static m => new(
            m.Take<BitcoinNetwork>(), m.Take<IPayoutForm>(), m.Take<Sequence<TransactionOutput>>()));

    /// <summary>The file of a tree.</summary>
    internal static TreeFile Of(PayoutTree tree, BitcoinNetwork network) =>
        new(network, tree.Plan, tree.Payments);

    /// <summary>Reads a file, and builds its tree.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static (TreeFile File, PayoutTree Tree) Read(string path)
    {
        if (!Shape.TryParse(File.ReadAllBytes(path), out TreeFile? file, out string? flaw))
        {
            throw new UsageException(MiningRefusals.BadTreeFile(path, flaw));
        }

        return file.Form.Pay(file.Payments) switch
        {
            PayoutResult.Paid { Tree: { } tree } => (file, tree),
            PayoutResult.Refused refused => throw new UsageException(refused.Reason),
            _ => throw new UsageException(MiningRefusals.BadTreeFile(path, "direct outputs")),
        };
    }

    internal void Write(string path) => File.WriteAllText(path, Shape.ToText(this, indented: true) + "\n");
}
