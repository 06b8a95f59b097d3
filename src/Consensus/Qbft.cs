using System.Diagnostics;
using TrustlessPools.Primitives;

namespace TrustlessPools.Consensus;

/// <summary>
/// QBFT: agreement of n participants on one value, up to floor((n-1)/3) of whom may do anything.
/// </summary>
/// <remarks>
/// Moniz, "The Istanbul BFT Consensus Algorithm", 2020, arXiv 2002.03613, Algorithms 1 to 4, whose lines the
/// code names. Safe on every network; decides once messages arrive within some bound. Pure: the host has the
/// clock, the keys, the store and the network. Spec: docs/spec/consensus.md.
/// </remarks>
public static class Qbft
{
    /// <summary>Starts an instance of which this participant sent nothing yet.</summary>
    // Algorithm 1:1 to 1:11.
    public static QbftTransition Start(QbftSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check();
        var state = new QbftState(settings);
        return QbftTransition.To(state).And(new QbftEffect.StartTimer(state.Round));
    }

    /// <summary>Goes on after a crash with what was durable.</summary>
    /// <param name="settings">The same as at the start.</param>
    /// <param name="durable">
    /// What <see cref="QbftState.Durable"/> gave last before the last message was sent.
    /// </param>
    public static QbftTransition Resume(QbftSettings settings, QbftDurable durable)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(durable);
        settings.Check();
        Invariant.Holds(durable.Instance == settings.Instance, "What is resumed is the same instance.");
        var state = new QbftState(settings)
        {
            Round = durable.Round,
            Prepared = durable.Prepared.HasValue ? durable.Prepared.Value : null,
            Decision = durable.Decision.HasValue ? durable.Decision.Value : null,
            Sent = durable.Sent,
        };
        if (state.Decision is not null)
        {
            return QbftTransition.To(state);
        }

        QbftTransition step = QbftTransition.To(state).And(new QbftEffect.StartTimer(state.Round));
        foreach (QbftEnvelope own in durable.Sent.AsSpan())
        {
            step = Weigh(step, own);
        }

        return Finish(step);
    }

    /// <summary>Applies an input.</summary>
    public static QbftTransition Apply(QbftState state, QbftInput input)
    {
        ArgumentNullException.ThrowIfNull(state);
        QbftTransition step = QbftTransition.To(state);
        if (state.Decision is not null)
        {
            return input is QbftInput.Received late ? Receive(step, late.Envelope) : step;
        }

        return Finish(input switch
        {
            QbftInput.ProposalReady ready => step.With(WithInput(state, ready.Value)),
            QbftInput.Received received => Receive(step, received.Envelope),
            QbftInput.Judged verdict => NormalCase.ReceiveVerdict(step, verdict),
            QbftInput.TimedOut timer => RoundChanges.TimeOut(step, timer.Round),
            QbftInput.Resend => Resend(step),
            _ => throw new UnreachableException("There are no other inputs."),
        });
    }

    private static QbftState WithInput(QbftState state, ByteString value)
    {
        Invariant.Holds(
            value.Length is > 0 and <= QbftLimits.ValueBytesMax, "The own value has 1 byte to 2 MiB.");
        return state with { Input = value };
    }

    private static QbftTransition Receive(QbftTransition step, QbftEnvelope envelope)
    {
        QbftRefusal? flaw = EnvelopeForm.FlawIn(step.State.Settings, envelope);
        if (flaw is not null)
        {
            return step.Refuse(envelope.Message, flaw);
        }

        if (envelope.IsDecision)
        {
            return Decisions.Receive(step, envelope);
        }

        if (step.State.Decision is not null)
        {
            return Decisions.Answer(step, envelope.Message);
        }

        return envelope.Message.Sender == step.State.Settings.Self
            ? ReceiveOwn(step, envelope.Message)
            : DecideOnValue(step, envelope) ?? Weigh(step, envelope);
    }

    /// <summary>Takes an own message back, signed. Only what was asked for counts.</summary>
    private static QbftTransition ReceiveOwn(QbftTransition step, SignedQbftMessage signed)
    {
        QbftState state = step.State;
        QbftEffect.Send? asked = state.Unsigned.FirstOrDefault(send => send.Message == signed.Message);
        if (asked is not null)
        {
            QbftEnvelope sent = asked.Signed(signed.Sender, signed.Signature);
            return Weigh(
                step.With(state with
                {
                    Unsigned = state.Unsigned.Where(send => send != asked).ToSequence(),
                    Sent = state.Sent.Add(sent),
                }),
                sent);
        }

        // Own messages may come back from the network, those of earlier rounds as well.
        bool isKnown = signed.Message.Round < state.Round
            || state.SentOf(signed.Message.Kind)?.Message == signed.Message;
        return isKnown ? step : step.Refuse(signed, new QbftRefusal.NotAskedFor(signed.Message));
    }

    // Algorithm 2:8. A quorum of commits may come before the value that it names, and outlives its round.
    private static QbftTransition? DecideOnValue(QbftTransition step, QbftEnvelope envelope)
    {
        QbftMessage message = envelope.Message.Message;
        Hash32 named = message.Kind == QbftKind.RoundChange ? message.PreparedDigest : message.Digest;
        return envelope.Value.Length > 0 ? NormalCase.DecideOn(step, named, envelope.Value) : null;
    }

    private static QbftTransition Weigh(QbftTransition step, QbftEnvelope envelope) =>
        envelope.Message.Message.Kind switch
        {
            QbftKind.Proposal => NormalCase.ReceiveProposal(step, envelope),
            QbftKind.Prepare => NormalCase.ReceivePrepare(step, envelope.Message),
            QbftKind.Commit => NormalCase.ReceiveCommit(step, envelope.Message),
            QbftKind.RoundChange => RoundChanges.Receive(step, envelope),
            _ => throw new UnreachableException("Other kinds do not decode."),
        };

    private static QbftTransition Resend(QbftTransition step)
    {
        foreach (QbftEnvelope sent in step.State.Sent.AsSpan())
        {
            step = step.And(new QbftEffect.SendAgain(sent));
        }

        foreach (QbftEffect.Send asked in step.State.Unsigned.AsSpan())
        {
            step = step.And(asked);
        }

        return step;
    }

    /// <summary>Applies the paper's rules until none has anything to do.</summary>
    private static QbftTransition Finish(QbftTransition step)
    {
        while (step.State.Decision is null && Next(step) is { } next)
        {
            step = next;
        }

        step.State.CheckInvariants();
        return step;
    }

    private static QbftTransition? Next(QbftTransition step) =>
        RoundChanges.CatchUp(step)
        ?? RoundChanges.Propose(step)
        ?? NormalCase.Prepare(step)
        ?? NormalCase.Commit(step);
}
