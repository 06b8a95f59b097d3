using System.Diagnostics;
using System.Globalization;
using TrustlessPools.Bitcoin.Templates;
using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Payouts;

/// <summary>The coinbase pays one output, which a tree of templates (BIP-0119) divides.</summary>
/// <param name="Form">How each output carries its template.</param>
/// <param name="Weights">Which recipients are near the root.</param>
/// <param name="Radix">The most children of a transaction, 2 to <see cref="RadixMax"/>.</param>
/// <param name="Fees">Who pays for the transactions.</param>
/// <remarks>
/// Spec: docs/spec/payouts.md#trees. A pool agrees on one plan, as another gives other scripts.
/// </remarks>
public sealed record TreePlan(TemplateForm Form, TreeWeights Weights, int Radix, FeePolicy Fees)
    : IPayoutForm
{
    /// <summary>The largest radix. What nodes relay is less for most scripts.</summary>
    public const int RadixMax = 2_000;

    /// <summary>nLockTime of every transaction: none waits.</summary>
    public const uint LockTime = 0;

    public string Name => string.Create(
        CultureInfo.InvariantCulture, $"tree {FormName} {WeightsName} radix {Radix} {Fees.Name}");

    public bool NeedsTemplates => true;

    private string FormName => Form switch
    {
        TemplateForm.Bare => "bare",
        TemplateForm.WitnessScriptHash => "p2wsh",
        _ => throw new UnreachableException(),
    };

    private string WeightsName => Weights switch
    {
        TreeWeights.Equal => "equal",
        TreeWeights.Amounts => "amounts",
        _ => throw new UnreachableException(),
    };

    public Refusal? Check() =>
        Radix is < 2 or > RadixMax ? PayoutRefusals.RadixOutOfRange(Radix) : Fees.Check();

    public PayoutResult Pay(Sequence<TransactionOutput> payments) =>
        Check(payments.AsSpan()) is { } refusal
            ? new PayoutResult.Refused(refusal)
            : PayoutTree.Build(this, payments);

    /// <summary>Why this plan cannot pay these payments, whatever charges leave of them; or null.</summary>
    internal Refusal? Check(ReadOnlySpan<TransactionOutput> payments)
    {
        if ((Check() ?? PaymentList.Sum(payments, out _)) is { } refusal)
        {
            return refusal;
        }

        for (int i = 0; i < payments.Length; i++)
        {
            ByteString script = payments[i].Script;
            if (!PayeeScript.IsPermitted(script))
            {
                return PayoutRefusals.UnrelayedScript(new(i), script);
            }
        }

        return null;
    }
}
