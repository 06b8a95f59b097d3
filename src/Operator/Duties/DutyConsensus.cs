using System.Diagnostics;
using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Operator.Chain;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Duties;

/// <summary>Hosts the consensus of a committee on what it attests.</summary>
internal static class DutyConsensus
{
    /// <summary>Begins the consensus on a duty unless it runs.</summary>
    internal static void Start(Turn turn, DutyId id)
    {
        if (turn.State.Duties[id].Qbft is null)
        {
            Perform(turn, id, Qbft.Start(SettingsFor(turn, turn.State.Duties[id])));
        }
    }

    /// <summary>Goes on with the consensus on a duty after a crash.</summary>
    internal static void Resume(Turn turn, DutyId id, QbftDurable durable) =>
        Perform(turn, id, Qbft.Resume(SettingsFor(turn, turn.State.Duties[id]), durable));

    /// <summary>Offers what the own beacon node says as a value.</summary>
    internal static void Propose(Turn turn, DutyId id)
    {
        DutyState duty = turn.State.Duties[id];
        if (duty.Qbft is { Decision: null }
            && turn.State.Beacon.Votes.TryGetValue(id.Slot, out AttestationData? own))
        {
            Run(turn, id, new QbftInput.ProposalReady(new ByteString(AttestationData.Ssz.Serialize(own))));
        }
    }

    /// <summary>
    /// Signs what was decided before a crash, or before the beacon chain was known: nothing else would.
    /// </summary>
    internal static void SignDecided(Turn turn, DutyId id)
    {
        if (turn.State.Duties[id] is { Vote: null, Qbft.Decision: { } decision })
        {
            PartialSteps.SignVote(turn, id, AttestationData.Ssz.Deserialize(decision.Value.AsSpan()));
        }
    }

    /// <summary>Sends the own current messages again.</summary>
    internal static void Resend(Turn turn, DutyId id)
    {
        if (turn.State.Duties[id].Qbft is { Decision: null })
        {
            Run(turn, id, new QbftInput.Resend());
        }
    }

    /// <summary>Feeds an input to the consensus and does what it wants.</summary>
    internal static void Run(Turn turn, DutyId id, QbftInput input)
    {
        if (turn.State.Duties[id].Qbft is { } qbft)
        {
            Perform(turn, id, Qbft.Apply(qbft, input));
        }
    }

    /// <summary>Judges what could not be judged before.</summary>
    internal static void JudgeAgain(Turn turn, DutyId id)
    {
        foreach ((Hash32 digest, ByteString value) in turn.State.Duties[id].Unjudged)
        {
            Judge(turn, id, digest, value);
        }
    }

    /// <summary>What is signed by a vote in the consensus on a duty.</summary>
    internal static Hash32 SigningRoot(Turn turn, QbftMessage message) =>
        IdentitySignature.SigningRoot(IdentityDomain.DutyVote, turn.Rules.Network, message.Root());

    private static QbftSettings SettingsFor(Turn turn, DutyState duty) => new(
        duty.Id.InstanceOn(turn.Rules.Network),
        turn.Self,
        duty.Members.ToSequence(),
        duty.Id.Slot.Value + duty.Id.Pool.Value);

    private static void Perform(Turn turn, DutyId id, QbftTransition step)
    {
        Update(turn, id, d => d with { Qbft = step.State });
        foreach (QbftEffect effect in step.Effects)
        {
            Perform(turn, id, effect);
        }
    }

    private static void Perform(Turn turn, DutyId id, QbftEffect effect)
    {
        switch (effect)
        {
            case QbftEffect.Judge judge:
                Judge(turn, id, judge.Digest, judge.Value);
                break;
            case QbftEffect.Send send:
                SignAndSend(turn, id, send);
                break;
            case QbftEffect.SendAgain again:
                SendOut(turn, id, again.Envelope);
                break;
            case QbftEffect.StartTimer start:
                var timer = new RunningTimer(
                    start.Round, turn.Now + turn.Settings.DutyTimer.After(start.Round));
                Update(turn, id, d => d with { Timer = new(timer) });
                break;
            case QbftEffect.Decided decided:
                Update(turn, id, static d => d with { Timer = default, Unjudged = d.Unjudged.Clear() });
                PartialSteps.SignVote(
                    turn, id, AttestationData.Ssz.Deserialize(decided.Decision.Value.AsSpan()));
                break;
            case QbftEffect.SendDecided answer:
                turn.Send(answer.To, new DutyVoteMessage(id, answer.Envelope));
                break;
            case QbftEffect.Refused refused:
                turn.Refuse(refused.Sender, QbftRefusals.ToRefusal(refused.Reason));
                break;
            case QbftEffect.Equivocated equivocated:
                turn.Tell(new OperatorEvent.Equivocation(
                    equivocated.Sender, $"votes on slot {id.Slot} of pool {id.Pool}"));
                break;
            default:
                throw new UnreachableException("There are no other effects.");
        }
    }

    /// <summary>Prepares only what the own beacon node supports; without its word, the value waits.</summary>
    private static void Judge(Turn turn, DutyId id, Hash32 digest, ByteString value)
    {
        bool? verdict = VerdictOn(turn, id, value);
        Update(turn, id, d => d with
        {
            Unjudged = verdict is null ? d.Unjudged.SetItem(digest, value) : d.Unjudged.Remove(digest),
        });
        if (verdict is { } isValid)
        {
            Run(turn, id, new QbftInput.Judged(digest, isValid));
        }
    }

    private static bool? VerdictOn(Turn turn, DutyId id, ByteString value)
    {
        if (!AttestationData.Ssz.TryRead(value.AsSpan(), out AttestationData? proposed))
        {
            return false;
        }

        DutyState duty = turn.State.Duties[id];
        if (turn.State.Beacon.DutyOf(id.Slot, duty.Tenure.Sharing.GroupKey) is not { } known
            || !turn.State.Beacon.Votes.TryGetValue(id.Slot, out AttestationData? own))
        {
            return null;
        }

        AttestationRefusal? refusal =
            AttestationRules.Validate(known, proposed, new(own), turn.Settings.Preset);
        if (refusal is not null)
        {
            turn.Tell(new OperatorEvent.SigningRefused(id.Pool, id.Slot, refusal.ToString()));
        }

        return refusal is null;
    }

    private static void SignAndSend(Turn turn, DutyId id, QbftEffect.Send send)
    {
        G2Bytes signature = turn.Settings.Sign(SigningRoot(turn, send.Message));
        QbftEnvelope envelope = send.Signed(turn.Self, new ByteString(signature.AsSpan()));
        QbftTransition step = Qbft.Apply(turn.State.Duties[id].Qbft!, new QbftInput.Received(envelope));
        turn.Put(StoreKeys.Duty(id), QbftDurable.Ssz, step.State.Durable);
        Update(turn, id, d => d with { SentAt = turn.Now });
        SendOut(turn, id, envelope);
        Perform(turn, id, step);
    }

    private static void SendOut(Turn turn, DutyId id, QbftEnvelope envelope) =>
        turn.Broadcast(turn.State.Duties[id].Members, new DutyVoteMessage(id, envelope));

    private static void Update(Turn turn, DutyId id, Func<DutyState, DutyState> change) => turn.State =
        turn.State with { Duties = turn.State.Duties.SetItem(id, change(turn.State.Duties[id])) };
}
