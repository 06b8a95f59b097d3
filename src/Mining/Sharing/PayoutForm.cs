using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>
/// How what is owed to others becomes outputs of a coinbase. The finder is always paid directly.
/// </summary>
/// <remarks>Spec: docs/spec/mining-pool.md#payout-forms.</remarks>
public sealed class PayoutForm
{
    private readonly Func<Sequence<TransactionOutput>, Sequence<TransactionOutput>> _pay;

    private PayoutForm(
        string name, Func<Sequence<TransactionOutput>, Sequence<TransactionOutput>> pay)
    {
        Name = name;
        _pay = pay;
    }

    /// <summary>An output for each script.</summary>
    public static PayoutForm Direct { get; } = new("direct", static owed => owed);

    /// <summary>What rules are named with: the same name always stands for the same outputs.</summary>
    public string Name { get; }

    /// <summary>One output for all of them, whose script lets them be paid.</summary>
    /// <param name="name">Names the script's making with all that it depends on.</param>
    /// <param name="root">
    /// The script for a list that is not empty, ordered by scripts; a pure function of that list.
    /// </param>
    public static PayoutForm Root(string name, Func<Sequence<TransactionOutput>, ByteString> root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new(name, owed => [new(Sum(owed), root(owed))]);
    }

    /// <summary>The outputs; none when nothing is owed.</summary>
    /// <param name="owed">Positive amounts, ordered by scripts.</param>
    public Sequence<TransactionOutput> Pay(Sequence<TransactionOutput> owed)
    {
        Sequence<TransactionOutput> outputs = owed.Count == 0 ? owed : _pay(owed);
        Invariant.Holds(Sum(outputs) == Sum(owed), "A payout form pays what is owed.");
        return outputs;
    }

    private static Satoshi Sum(Sequence<TransactionOutput> outputs)
    {
        Satoshi sum = default;
        foreach (TransactionOutput output in outputs.AsSpan())
        {
            sum += output.Amount;
        }

        return sum;
    }
}
