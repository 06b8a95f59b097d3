using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.Ceremonies;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>Checked dealings and what they combine to, each computed once however many rules ask.</summary>
public static class CheckedDealings
{
    private const string Checked = "checked dealing";

    /// <summary>Checks a dealing.</summary>
    /// <returns>The checked dealing, or its flaw.</returns>
    public static (CheckedDealing? Dealing, DealingFlaw? Flaw) Check(
        Memo memo, CeremonyContext context, OperatorId dealer, Dealing dealing)
    {
        ArgumentNullException.ThrowIfNull(memo);
        return memo.Recall<(CheckedDealing?, DealingFlaw?)>(Checked, Inputs(context, dealer, dealing), () =>
        {
            DealingFlaw? flaw = CheckedDealing.Check(context, dealer, dealing, out CheckedDealing? result);
            return (result, flaw);
        });
    }

    /// <summary>Checks many dealings of an attempt at once, and remembers what came of each.</summary>
    internal static void Foresee(
        Memo memo, CeremonyContext context, IEnumerable<(OperatorId Dealer, Dealing Dealing)> posted)
    {
        (OperatorId Dealer, Dealing Dealing)[] open =
            [.. posted.Where(p => !memo.Knows(Checked, Inputs(context, p.Dealer, p.Dealing)))];
        IReadOnlyList<(CheckedDealing?, DealingFlaw?)> results = CheckedDealing.CheckAll(context, open);
        for (int i = 0; i < open.Length; i++)
        {
            memo.Remember(Checked, Inputs(context, open[i].Dealer, open[i].Dealing), results[i]);
        }
    }

    /// <summary>A dealing that stands on the chain, and was therefore checked before.</summary>
    public static CheckedDealing Of(Memo memo, CeremonyContext context, PostedDealing posted)
    {
        ArgumentNullException.ThrowIfNull(posted);
        CheckedDealing? dealing = Check(memo, context, posted.Dealer, posted.Dealing).Dealing;
        Invariant.Holds(dealing is not null, "A dealing that stands was checked when it was included.");
        return dealing;
    }

    /// <summary>What the counted dealings of an attempt combine to.</summary>
    /// <returns>Null when the combination is degenerate.</returns>
    public static NewSharing? Combine(Memo memo, CeremonyContext context, IEnumerable<PostedDealing> counted)
    {
        ArgumentNullException.ThrowIfNull(memo);
        ArgumentNullException.ThrowIfNull(context);
        CheckedDealing[] dealings = [.. counted.Select(d => Of(memo, context, d))];
        var transcript = new Transcript("new sharing");
        transcript.Append(context.Root);
        foreach (CheckedDealing dealing in dealings)
        {
            transcript.Append(BitConverter.GetBytes(dealing.Dealer.Value));
            transcript.Append(Dealing.Ssz.HashTreeRoot(dealing.Dealing));
        }

        return memo.Recall("new sharing", transcript.ToHash(), () => NewSharing.Combine(context, dealings));
    }

    private static Hash32 Inputs(CeremonyContext context, OperatorId dealer, Dealing dealing)
    {
        ArgumentNullException.ThrowIfNull(context);
        var transcript = new Transcript("checked dealing");
        transcript.Append(context.Root);
        transcript.Append(BitConverter.GetBytes(dealer.Value));
        transcript.Append(Dealing.Ssz.HashTreeRoot(dealing));
        return transcript.ToHash();
    }
}
