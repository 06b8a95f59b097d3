using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Chain;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Duties;

/// <summary>
/// Begins duties when they are due, keeps them going, and lets them go when their time is over.
/// </summary>
internal static class DutySteps
{
    private const int IntervalsPerSlot = 3;

    /// <summary>
    /// Looks what is due. Called when time passes, and when a block or an answer brought something.
    /// </summary>
    internal static void Attend(Turn turn)
    {
        foreach (((Slot slot, G1Bytes key), _) in turn.State.Beacon.Duties)
        {
            if (IsDue(turn, slot) && !IsOver(turn.Settings, turn.Now, slot))
            {
                Begin(turn, slot, key);
            }
        }

        DepositSteps.Attend(turn);
        foreach (DutyId id in turn.State.Duties.Keys)
        {
            DutyConsensus.JudgeAgain(turn, id);
        }
    }

    /// <summary>Does what the time asks for.</summary>
    internal static void Time(Turn turn)
    {
        Attend(turn);
        foreach (DutyId id in turn.State.Duties.Keys)
        {
            Time(turn, id);
        }
    }

    /// <summary>A member votes on a duty.</summary>
    internal static void TakeVote(Turn turn, OperatorId peer, DutyVoteMessage message)
    {
        if (message.Duty.Kind is not DutyKind.Attestation)
        {
            turn.Refuse(peer, "NoConsensusNeeded", $"{message.Duty.Kind}", $"{DutyKind.Attestation}");
            return;
        }

        if (Admit(turn, peer, message.Duty) is not { } duty)
        {
            return;
        }

        QbftEnvelope envelope = message.Envelope;
        if (!envelope.IsDecision && envelope.Message.Sender != peer)
        {
            turn.Refuse(peer, "ForeignMessage", $"a vote of operator {envelope.Message.Sender}", "its own");
            return;
        }

        if (!envelope.SignedMessages().All(signed => IsSigned(turn, signed)))
        {
            turn.Refuse(peer, "BadSignature", "a vote on a duty", "messages that their senders signed");
            return;
        }

        Keep(turn, duty);
        DutyConsensus.Start(turn, duty.Id);
        DutyConsensus.Run(turn, duty.Id, new QbftInput.Received(envelope));
    }

    /// <summary>
    /// The duty that a peer speaks of, perhaps not begun yet; null and refused when it is none of this
    /// operator's.
    /// </summary>
    internal static DutyState? Admit(Turn turn, OperatorId peer, DutyId id)
    {
        if (turn.State.Duties.TryGetValue(id, out DutyState? known))
        {
            return known.Tenure.Sharing.ShareOf(peer) is null ? RefuseStranger(turn, peer, id) : known;
        }

        if (TenureOf(turn, id) is not { } tenure)
        {
            turn.Refuse(
                peer, "OtherTenure", $"pool {id.Pool}, tenure {id.Tenure}", "the committee of that slot");
            return null;
        }

        if (tenure.Sharing.ShareOf(turn.Self) is null || tenure.Sharing.ShareOf(peer) is null)
        {
            return RefuseStranger(turn, peer, id);
        }

        if (id.Kind is DutyKind.Attestation && !IsTheTimeFor(turn, id.Slot))
        {
            turn.Refuse(peer, "NotTheTime", $"slot {id.Slot}", "about the current slot");
            return null;
        }

        if (id.Kind is DutyKind.Deposit && id.Slot.Value >= DepositSteps.Stages)
        {
            turn.Refuse(
                peer, "UnknownStage", $"stage {id.Slot} of a deposit", $"below {DepositSteps.Stages}");
            return null;
        }

        return DutyState.Begin(id, tenure, turn.Now);
    }

    /// <summary>Begins an admitted duty, unless it runs.</summary>
    internal static void Keep(Turn turn, DutyState duty)
    {
        if (!turn.State.Duties.ContainsKey(duty.Id))
        {
            turn.State = turn.State with { Duties = turn.State.Duties.Add(duty.Id, duty) };
        }
    }

    /// <summary>The committee of a duty by the chain's head, or null when the duty names another.</summary>
    internal static Tenure? TenureOf(Turn turn, DutyId id)
    {
        if (turn.Chain.PoolOf(id.Pool) is not { } pool)
        {
            return null;
        }

        Optional<Tenure> tenure = id.Kind is DutyKind.Attestation ? pool.TenureFor(id.Slot) : pool.Serving;
        return tenure.TryGet(out Tenure? found) && found.Attempt == id.Tenure ? found : null;
    }

    internal static Instant? NextWake(OperatorSettings settings, OperatorState state)
    {
        Instant? wake = null;
        foreach ((Slot slot, _) in state.Beacon.Duties.Keys)
        {
            Instant due = DueAt(settings, slot);
            wake = due > state.Now && !(wake < due) ? due : wake;
        }

        foreach (DutyState duty in state.Duties.Values.Where(static d => !d.IsDone))
        {
            Instant next = duty.SentAt + settings.ResendInterval;
            next = duty.Timer.TryGet(out RunningTimer? timer) && timer.At < next ? timer.At : next;
            wake = wake < next ? wake : next;
        }

        return wake;
    }

    private static void Begin(Turn turn, Slot slot, G1Bytes key)
    {
        PoolState? pool = turn.Chain.Pools.FirstOrDefault(p => p.GroupKey == key);
        if (pool is null
            || !pool.TenureFor(slot).TryGet(out Tenure? tenure)
            || tenure.Sharing.ShareOf(turn.Self) is null)
        {
            return;
        }

        var id = new DutyId(pool.Definition.Id, tenure.Attempt, DutyKind.Attestation, slot);
        if (!turn.State.Duties.TryGetValue(id, out DutyState? duty))
        {
            duty = DutyState.Begin(id, tenure, turn.Now);
            turn.State = turn.State with { Duties = turn.State.Duties.Add(id, duty) };
        }

        if (duty.IsDone || duty.Vote is not null)
        {
            return;
        }

        BeaconSteps.AskForVote(turn, slot);
        DutyConsensus.Start(turn, id);
        DutyConsensus.Propose(turn, id);
        DutyConsensus.SignDecided(turn, id);
    }

    private static void Time(Turn turn, DutyId id)
    {
        DutyState duty = turn.State.Duties[id];
        bool isOver = id.Kind is DutyKind.Attestation
            ? IsOver(turn.Settings, turn.Now, id.Slot)
            : TenureOf(turn, id) is null;
        if (isOver)
        {
            LetGo(turn, duty);
            return;
        }

        if (duty.Timer.TryGet(out RunningTimer? timer) && turn.Now >= timer.At)
        {
            DutyConsensus.Run(turn, id, new QbftInput.TimedOut(timer.Round));
        }

        duty = turn.State.Duties[id];
        if (!duty.IsDone && turn.Now >= duty.SentAt + turn.Settings.ResendInterval)
        {
            turn.State =
                turn.State with { Duties = turn.State.Duties.SetItem(id, duty with { SentAt = turn.Now }) };
            DutyConsensus.Resend(turn, id);
            PartialSteps.Resend(turn, id);
        }
    }

    private static void LetGo(Turn turn, DutyState duty)
    {
        bool wasDue = turn.State.Beacon.DutyOf(duty.Id.Slot, duty.Tenure.Sharing.GroupKey) is not null;
        if (!duty.IsDone && wasDue && duty.Id.Kind is DutyKind.Attestation)
        {
            turn.Tell(new OperatorEvent.AttestationMissed(duty.Id.Pool, duty.Id.Slot));
        }

        AbsenceSteps.Note(turn, duty);
        turn.Remove(StoreKeys.Duty(duty.Id));
        turn.State = turn.State with { Duties = turn.State.Duties.Remove(duty.Id) };
    }

    private static DutyState? RefuseStranger(Turn turn, OperatorId peer, DutyId id)
    {
        turn.Refuse(peer, "NotAMember", $"operator {peer} on pool {id.Pool}", "members of one committee");
        return null;
    }

    private static bool IsSigned(Turn turn, SignedQbftMessage signed) =>
        signed.Signature.Length == G2Bytes.Size
        && turn.IdentityKeyOf(signed.Sender) is { } key
        && IdentitySignature.Verify(
            key,
            DutyConsensus.SigningRoot(turn, signed.Message),
            new G2Bytes(signed.Signature),
            turn.Rules.Memo);

    /// <summary>
    /// When the slot's block has been seen, or a third of the slot has passed (consensus-specs
    /// <c>phase0/validator.md#attesting</c>).
    /// </summary>
    private static bool IsDue(Turn turn, Slot slot) =>
        turn.Now >= DueAt(turn.Settings, slot)
        || (turn.State.Beacon.HeadSlot.TryGet(out Slot head)
            && head >= slot
            && turn.Now >= turn.Rules.Clock.StartOf(slot));

    /// <summary>A third into the slot (consensus-specs <c>phase0/validator.md#attesting</c>).</summary>
    private static Instant DueAt(OperatorSettings settings, Slot slot) =>
        settings.Rules.Clock.StartOf(slot)
        + new Duration(settings.Rules.Clock.SlotLength.Milliseconds / IntervalsPerSlot);

    /// <summary>
    /// True for the last epoch's slots and the next slot. The slot is a peer's word: it may be any number.
    /// </summary>
    private static bool IsTheTimeFor(Turn turn, Slot slot) =>
        turn.Rules.Clock.SlotAt(turn.Tick).TryGet(out Slot current)
        && slot <= current + 1
        && !IsOver(turn.Settings, turn.Now, slot);

    /// <summary>
    /// An epoch's length after its slot a vote is let go: its target may no longer be timely.
    /// </summary>
    private static bool IsOver(OperatorSettings settings, Instant now, Slot slot) =>
        now >= settings.Rules.Clock.StartOf(slot + settings.Rules.Genesis.Parameters.SlotsPerEpoch);
}
