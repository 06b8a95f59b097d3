using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>Absence is what t members of the own committee say, and more than half.</summary>
/// <remarks>
/// Spec: docs/spec/money.md#absence. As t is more than may be faulty, one of them at least is honest; as more
/// than half say so, not as many say the contrary.
/// </remarks>
public static class AbsenceRule
{
    /// <summary>
    /// Why a member's word does not fit the state, or null; what it checks before it speaks.
    /// </summary>
    public static Refusal? Check(
        ChainRules rules, ChainState state, OperatorId sender, PostAbsence operation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(operation);
        Epoch now = rules.Clock.EpochAt(state.Tick).TryGet(out Epoch epoch) ? epoch : default;
        if (operation.Epoch >= now || operation.Epoch + AbsenceTally.KeptMax < now)
        {
            return EvidenceRefusals.NotAPastEpoch(operation.Epoch, now);
        }

        PoolState? pool = state.PoolOf(operation.Pool);
        Sequence<OperatorId> members = pool is null ? [] : Committee(rules, pool, operation.Epoch);
        foreach (OperatorId id in operation.Absent.Prepend(sender))
        {
            if (!members.Contains(id))
            {
                return EvidenceRefusals.NotOfTheCommittee(id, operation.Pool, operation.Epoch);
            }
        }

        if (operation.Absent.Zip(operation.Absent.Skip(1)).Any(static p => p.First >= p.Second))
        {
            return EvidenceRefusals.AbsentOutOfOrder($"{operation.Absent}");
        }

        return TallyOf(pool!, operation.Epoch)?.Words.Any(w => w.By == sender) ?? false
            ? EvidenceRefusals.AlreadySpoken(sender, operation.Epoch)
            : null;
    }

    internal static OperationOutcome Apply(
        ChainRules rules, ChainState state, OperatorId sender, PostAbsence operation)
    {
        if (Check(rules, state, sender, operation) is { } flaw)
        {
            return OperationOutcome.Reject(flaw);
        }

        PoolState pool = state.PoolOf(operation.Pool)!;
        AbsenceTally before = TallyOf(pool, operation.Epoch) ?? new(operation.Epoch, []);
        AbsenceTally after = before with { Words = before.Words.Add(new(sender, operation.Absent)) };
        state = state.With(pool with { Absences = Kept(pool, after) });
        Sequence<OperatorId> committee = Committee(rules, pool, operation.Epoch);
        int needed = Math.Max(pool.Definition.Threshold, (committee.Count / 2) + 1);
        foreach (OperatorId member in committee)
        {
            state = Judge(state, pool, member, before, after, needed);
        }

        return new OperationOutcome.Accepted(state);
    }

    /// <summary>What was said of an epoch, or null.</summary>
    private static AbsenceTally? TallyOf(PoolState pool, Epoch epoch) =>
        pool.Absences.FirstOrDefault(t => t.Epoch == epoch);

    /// <summary>The word that makes enough settles it, once.</summary>
    private static ChainState Judge(
        ChainState state,
        PoolState pool,
        OperatorId member,
        AbsenceTally before,
        AbsenceTally after,
        int needed)
    {
        if (before.Against(member) < needed && after.Against(member) >= needed)
        {
            return state.With(new Fault(
                member, FaultKind.Absence, state.Height, pool.Definition.Id, pool.Serving.Value.Attempt));
        }

        // Words of an earlier epoch may come later: they end no row that went on since.
        bool hasMissedSince = pool.Absences.Any(a => a.Epoch > after.Epoch && a.Against(member) >= needed);
        return before.For(member) < needed && after.For(member) >= needed && !hasMissedSince
            ? state.With(
                member, state.OperatorOf(member)!.Conduct.Served(FaultClass.Absence, after.Epoch))
            : state;
    }

    private static Sequence<AbsenceTally> Kept(PoolState pool, AbsenceTally tally) => pool.Absences
        .Where(t => t.Epoch != tally.Epoch)
        .Append(tally)
        .OrderBy(static t => t.Epoch)
        .TakeLast(AbsenceTally.KeptMax)
        .ToSequence();

    private static Sequence<OperatorId> Committee(ChainRules rules, PoolState pool, Epoch epoch) =>
        pool.TenureFor(epoch.FirstSlot(rules.SlotsPerEpoch)).TryGet(out Tenure? tenure)
            ? tenure.Sharing.Members.Map(static m => m.Member)
            : [];
}
