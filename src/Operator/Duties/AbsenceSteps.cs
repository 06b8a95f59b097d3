using TrustlessPools.PoolChain.Money;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Duties;

/// <summary>Says who took no part in a duty that was done.</summary>
/// <remarks>Spec: docs/spec/money.md#absence.</remarks>
internal static class AbsenceSteps
{
    /// <summary>Notes a duty that is let go.</summary>
    internal static void Note(Turn turn, DutyState duty)
    {
        if (duty.Id.Kind is not DutyKind.Attestation || !duty.IsDone)
        {
            // Of a duty that was not done nobody can tell who was missing.
            return;
        }

        Epoch epoch = duty.Id.Slot.EpochAt(turn.Rules.Genesis.Parameters.SlotsPerEpoch);
        Sequence<OperatorId> absent =
            duty.Members.Where(m => !duty.Partials.ContainsKey(m)).Order().ToSequence();
        turn.State = turn.State with
        {
            Absences = turn.State.Absences.SetItem((duty.Id.Pool, epoch), absent),
        };
    }

    /// <summary>What is still to be said: of absences, and of the end of a row of them.</summary>
    internal static IEnumerable<Operation> Due(Turn turn)
    {
        Epoch now = turn.Rules.Clock.EpochAt(turn.Chain.Tick).TryGet(out Epoch epoch) ? epoch : default;
        turn.State = turn.State with
        {
            Absences = turn.State.Absences.RemoveRange(
                turn.State.Absences.Keys.Where(k => k.Epoch + AbsenceTally.KeptMax < now)),
        };
        return
        [
            .. turn.State.Absences
                .Where(a => a.Key.Epoch < now && IsOfInterest(turn, a.Key.Pool, a.Value))
                .Select(static a => new PostAbsence(a.Key.Pool, a.Key.Epoch, a.Value))
                .Where(o => AbsenceRule.Check(turn.Rules, turn.Chain, turn.Self, o) is null),
        ];
    }

    private static bool IsOfInterest(Turn turn, PoolId pool, Sequence<OperatorId> absent) =>
        absent.Count > 0 || (turn.Chain.PoolOf(pool)?.Serving.TryGet(out Tenure? tenure) == true
            && tenure.Sharing.Members.Any(
                m => turn.Chain.OperatorOf(m.Member)!.Conduct.Absence > 0));
}
