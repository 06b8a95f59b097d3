using System.Diagnostics;
using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Hosts the consensus on a block: judges, signs, stores and sends for it.</summary>
internal static class BlockConsensus
{
    /// <summary>Feeds an input to the consensus and does what it wants.</summary>
    internal static void Run(Turn turn, QbftInput input)
    {
        if (turn.State.Agreement is { } agreement)
        {
            Perform(turn, Qbft.Apply(agreement.Qbft, input));
        }
    }

    /// <summary>
    /// Does what the consensus wants. A decision ends this height, and with it what is left to do.
    /// </summary>
    internal static void Perform(Turn turn, QbftTransition step)
    {
        Height height = turn.State.Agreement!.Height;
        turn.State = turn.State with { Agreement = turn.State.Agreement with { Qbft = step.State } };
        foreach (QbftEffect effect in step.Effects)
        {
            if (turn.State.Agreement?.Height != height)
            {
                return;
            }

            Perform(turn, effect);
        }
    }

    /// <summary>Judges what could not be judged before.</summary>
    internal static void JudgeAgain(Turn turn)
    {
        if (turn.State.Agreement is not { } agreement)
        {
            return;
        }

        foreach ((Hash32 digest, ByteString value) in agreement.Unjudged)
        {
            if (turn.State.Agreement?.Height == agreement.Height)
            {
                Judge(turn, digest, value);
            }
        }

        if (turn.State.Agreement is { Qbft.Decision: { } decision } decided
            && decided.Height == agreement.Height)
        {
            Decide(turn, decision);
        }
    }

    /// <summary>Asks the proposers of headers for operations that are not here.</summary>
    internal static void AskForBodies(Turn turn)
    {
        if (turn.State.Agreement is not { } agreement)
        {
            return;
        }

        foreach (ByteString value in agreement.Unjudged.Values)
        {
            AskForBody(turn, SignedHeader.Ssz.Deserialize(value.AsSpan()).Header);
        }

        if (agreement.Qbft.Decision is { } decision)
        {
            AskForBody(turn, SignedHeader.Ssz.Deserialize(decision.Value.AsSpan()).Header);
        }
    }

    /// <summary>True when a header that waits for its operations commits to them.</summary>
    internal static bool Wants(BlockAgreement agreement, Hash32 operationsRoot)
    {
        IEnumerable<ByteString> waiting = agreement.Qbft.Decision is { } decision
            ? agreement.Unjudged.Values.Append(decision.Value)
            : agreement.Unjudged.Values;
        return waiting.Any(
            v => SignedHeader.Ssz.Deserialize(v.AsSpan()).Header.OperationsRoot == operationsRoot);
    }

    private static void Perform(Turn turn, QbftEffect effect)
    {
        switch (effect)
        {
            case QbftEffect.Judge judge:
                Judge(turn, judge.Digest, judge.Value);
                break;
            case QbftEffect.Send send:
                SignAndSend(turn, send);
                break;
            case QbftEffect.SendAgain again:
                SendOut(turn, again.Envelope);
                break;
            case QbftEffect.StartTimer start:
                StartTimer(turn, start.Round);
                break;
            case QbftEffect.Decided decided:
                Decide(turn, decided.Decision);
                break;
            case QbftEffect.SendDecided answer:
                turn.Send(answer.To, new BlockVoteMessage(turn.State.Agreement!.Height, answer.Envelope));
                break;
            case QbftEffect.Refused refused:
                turn.Refuse(refused.Sender, QbftRefusals.ToRefusal(refused.Reason));
                break;
            case QbftEffect.Equivocated equivocated:
                turn.Tell(new OperatorEvent.Equivocation(
                    equivocated.Sender, $"votes on block {turn.State.Agreement!.Height}"));
                break;
            default:
                throw new UnreachableException("There are no other effects.");
        }
    }

    private static void Judge(Turn turn, Hash32 digest, ByteString value)
    {
        BlockAgreement agreement = turn.State.Agreement!;
        bool? verdict = VerdictOn(turn, digest, value);
        turn.State = turn.State with
        {
            Agreement = turn.State.Agreement! with
            {
                Unjudged = verdict is null
                    ? agreement.Unjudged.SetItem(digest, value)
                    : agreement.Unjudged.Remove(digest),
            },
        };
        if (verdict is { } isValid)
        {
            Run(turn, new QbftInput.Judged(digest, isValid));
        }
    }

    /// <summary>Whether a proposed header may be decided; null while that cannot be told.</summary>
    private static bool? VerdictOn(Turn turn, Hash32 digest, ByteString value)
    {
        if (!SignedHeader.Ssz.TryRead(value.AsSpan(), out SignedHeader? signed))
        {
            return false;
        }

        // A tick that has not come yet may come: clocks differ a little.
        BlockHeader header = signed.Header;
        if (header.Tick > turn.Tick + 1)
        {
            return false;
        }

        if (header.Tick > turn.Tick || BlockSteps.BodyOf(turn, header.OperationsRoot) is not { } body)
        {
            AskForBody(turn, header);
            return null;
        }

        (ChainHead? head, Refusal? refusal) = BlockRules.Apply(turn.Rules, turn.State.Head, signed, body);
        if (head is null)
        {
            turn.Refuse(header.Proposer, refusal!);
            return false;
        }

        BlockAgreement agreement = turn.State.Agreement!;
        turn.State = turn.State with
        {
            Agreement = agreement with { Valid = agreement.Valid.SetItem(digest, head) },
        };
        turn.Put(StoreKeys.Body(header.OperationsRoot), BlockBody.Ssz, body);
        return true;
    }

    private static void AskForBody(Turn turn, BlockHeader header)
    {
        if (header.Proposer != turn.Self && BlockSteps.BodyOf(turn, header.OperationsRoot) is null)
        {
            turn.Send(header.Proposer, new BodyRequest(header.OperationsRoot));
        }
    }

    private static void SignAndSend(Turn turn, QbftEffect.Send send)
    {
        G2Bytes signature =
            turn.Settings.Sign(Certification.SigningRoot(turn.Rules.Network, send.Message));
        QbftEnvelope envelope = send.Signed(turn.Self, new ByteString(signature.AsSpan()));

        // Counted first, so that what is stored holds it; stored before it is sent, as writes always are.
        Height height = turn.State.Agreement!.Height;
        QbftTransition step = Qbft.Apply(turn.State.Agreement.Qbft, new QbftInput.Received(envelope));
        turn.Put(StoreKeys.Agreement, QbftDurable.Ssz, step.State.Durable);
        turn.State = turn.State with
        {
            Agreement = turn.State.Agreement with { Qbft = step.State, SentAt = turn.Now },
        };
        SendOut(turn, envelope);
        foreach (QbftEffect effect in step.Effects)
        {
            if (turn.State.Agreement?.Height == height)
            {
                Perform(turn, effect);
            }
        }
    }

    private static void SendOut(Turn turn, QbftEnvelope envelope)
    {
        if (envelope.Message.Message.Kind == QbftKind.Proposal)
        {
            BlockHeader header = SignedHeader.Ssz.Deserialize(envelope.Value.AsSpan()).Header;
            if (BlockSteps.BodyOf(turn, header.OperationsRoot) is { Operations.Count: > 0 } body)
            {
                turn.Broadcast(Voters(turn), new BodyMessage(body));
            }
        }

        turn.Broadcast(Voters(turn), new BlockVoteMessage(turn.State.Agreement!.Height, envelope));
    }

    private static void StartTimer(Turn turn, Round round)
    {
        // No leader may propose before the tick after the head's, so no patience is spent before.
        Instant possible = turn.Rules.Clock.StartOf(
            turn.Chain.Height.Value == 0 ? default : turn.Chain.Tick + 1);
        Instant from = turn.Now > possible ? turn.Now : possible;
        var timer = new RunningTimer(round, from + turn.Settings.BlockTimer.After(round));
        turn.State = turn.State with { Agreement = turn.State.Agreement! with { Timer = new(timer) } };
    }

    private static void Decide(Turn turn, QbftDecision decision)
    {
        BlockAgreement agreement = turn.State.Agreement! with { Timer = default };
        turn.State = turn.State with { Agreement = agreement };
        SignedHeader signed = SignedHeader.Ssz.Deserialize(decision.Value.AsSpan());
        if (BlockSteps.BodyOf(turn, signed.Header.OperationsRoot) is not { } body)
        {
            turn.Put(StoreKeys.Agreement, QbftDurable.Ssz, agreement.Qbft.Durable);
            AskForBody(turn, signed.Header);
            return;
        }

        BlockCertificate certificate = Certification.Make(turn.Chain.Voters, decision);
        HeadSteps.Extend(turn, new CertifiedBlock(signed, body, certificate));
    }

    private static IEnumerable<OperatorId> Voters(Turn turn) => turn.Chain.Voters.Select(static v => v.Id);
}
