using TrustlessPools.Bitcoin.Transactions;
using TrustlessPools.Mining.Payouts;
using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>Decides whether a coinbase follows the rule, given the window before it.</summary>
/// <param name="rule">A possible rule.</param>
/// <param name="id">The rule's name.</param>
/// <param name="window">The window that the coinbase has to pay.</param>
/// <param name="height">The height that the block has.</param>
internal sealed class CoinbaseJudge(SharingRule rule, RuleId id, ShareWindow window, Height height)
{
    private bool HasShares => rule.WeakShares > 1;

    /// <summary>Judges a coinbase; near misses are another matter, and none count here.</summary>
    internal Judgement Judge(Transaction coinbase)
    {
        if (!coinbase.IsCoinbase)
        {
            return new Judgement.Unqualified(SharingRefusals.NotACoinbase());
        }

        ByteString[] tags = [.. coinbase.Outputs.Select(static o => o.Script).Where(IsTag)];
        if (tags is not [var script])
        {
            return tags.Length == 0
                ? new Judgement.NotOfThePool()
                : new Judgement.Unqualified(SharingRefusals.RepeatedTag());
        }

        if (PoolTag.TryDecode(script, HasShares) is not { } tag)
        {
            return new Judgement.Unqualified(SharingRefusals.MalformedTag(script));
        }

        if (!PayeeScript.IsPermitted(tag.Script))
        {
            return new Judgement.Unqualified(SharingRefusals.ForbiddenScript(tag.Script));
        }

        return tag.Reward <= Satoshi.MoneyMax
            ? JudgePayments(tag, coinbase.Outputs)
            : new Judgement.Unqualified(SharingRefusals.RewardTooLarge(tag.Reward));
    }

    private bool IsTag(ByteString script) => PoolTag.RuleOf(script) == id;

    private Judgement JudgePayments(PoolTag tag, Sequence<TransactionOutput> outputs)
    {
        // What is demanded adds up to the reward in the tag; so does what is paid, if it is the same.
        var demand = Demand.Of(rule, window, height, tag.Reward, tag.Script);
        return DifferenceOf(demand.Outputs, outputs) is { } difference
            ? new Judgement.Unqualified(Explain(difference), difference)
            : new Judgement.Qualified(tag, demand, 0, null);
    }

    /// <summary>Compares what is demanded with the outputs that pay something.</summary>
    private static CoinbaseDifference? DifferenceOf(
        Sequence<TransactionOutput> demanded, Sequence<TransactionOutput> outputs)
    {
        int index = 0;
        foreach (TransactionOutput output in outputs.AsSpan())
        {
            if (output.Amount == default)
            {
                continue;
            }

            if (index == demanded.Count || demanded[index] != output)
            {
                return new(index, index < demanded.Count ? demanded[index] : null, output);
            }

            index++;
        }

        return index < demanded.Count ? new(index, demanded[index], null) : null;
    }

    private static Refusal Explain(CoinbaseDifference difference) => difference switch
    {
        { Expected: { } expected, Paid: { } paid } when expected.Script == paid.Script =>
            SharingRefusals.WrongAmount(difference.Index, paid, expected),
        { Expected: { } expected, Paid: { } paid } =>
            SharingRefusals.WrongRecipient(difference.Index, paid, expected),
        { Expected: { } expected } => SharingRefusals.MissingPayment(difference.Index, expected),
        _ => SharingRefusals.ExtraPayment(difference.Index, difference.Paid!.Value),
    };
}
