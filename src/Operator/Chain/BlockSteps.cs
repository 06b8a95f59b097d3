using System.Collections.Immutable;
using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Chain;

/// <summary>Takes part in the consensus on the next block.</summary>
internal static class BlockSteps
{
    private static readonly Hash32 EmptyBodyRoot = new BlockBody([]).Root();

    /// <summary>Begins the consensus on the block after the head, or goes on with it after a crash.</summary>
    internal static void Begin(Turn turn, StoredRecords? store = null)
    {
        Height height = turn.Chain.Height.Next;
        if (turn.Chain.Voters.All(v => v.Id != turn.Self))
        {
            turn.State = turn.State with { Agreement = null };
            return;
        }

        var settings = new QbftSettings(
            Certification.InstanceOf(turn.Rules.Network, height),
            turn.Self,
            turn.Chain.Voters.Map(static v => v.Id),
            height.Value);
        QbftDurable? durable = store?.Agreement(settings.Instance);
        QbftTransition step = durable is null ? Qbft.Start(settings) : Qbft.Resume(settings, durable);
        turn.State = turn.State with
        {
            Agreement = new BlockAgreement(
                height,
                step.State,
                default,
                default,
                turn.Now,
                store?.Bodies() ?? ImmutableSortedDictionary<Hash32, BlockBody>.Empty,
                ImmutableSortedDictionary<Hash32, ByteString>.Empty,
                ImmutableSortedDictionary<Hash32, ChainHead>.Empty),
        };
        BlockConsensus.Perform(turn, step);
    }

    /// <summary>A peer votes, or hands over a decision.</summary>
    internal static void TakeVote(Turn turn, OperatorId peer, BlockVoteMessage vote)
    {
        if (turn.State.Agreement is not { } agreement || vote.Height != agreement.Height)
        {
            SyncSteps.TakeVoteElsewhere(turn, peer, vote);
            return;
        }

        if (!vote.Envelope.IsDecision && vote.Envelope.Message.Sender != peer)
        {
            turn.Refuse(
                peer, "ForeignMessage", $"a vote of operator {vote.Envelope.Message.Sender}", "its own");
            return;
        }

        if (!AreSigned(turn, vote.Envelope))
        {
            turn.Refuse(peer, "BadSignature", "a vote on a block", "messages that their senders signed");
            return;
        }

        BlockConsensus.Run(turn, new QbftInput.Received(vote.Envelope));
    }

    /// <summary>
    /// A peer brings operations; kept are those that a known proposal commits to, and the leader's own.
    /// </summary>
    internal static void TakeBody(Turn turn, OperatorId peer, BlockBody body)
    {
        if (turn.State.Agreement is not { } agreement)
        {
            return;
        }

        Hash32 root = body.Root();
        if (agreement.Bodies.ContainsKey(root))
        {
            return;
        }

        bool isLeader = agreement.Qbft.Settings.LeaderOf(agreement.Qbft.Round) == peer
            && agreement.Bodies.Count < BlockAgreement.BodiesMax;
        if (!isLeader && !BlockConsensus.Wants(agreement, root))
        {
            turn.Refuse(
                peer, "UnwantedBody", $"operations {root}", "those of a known proposal, or the leader's");
            return;
        }

        turn.State = turn.State with
        {
            Agreement = agreement with { Bodies = agreement.Bodies.Add(root, body) },
        };
        BlockConsensus.JudgeAgain(turn);
    }

    /// <summary>A peer lacks operations.</summary>
    internal static void ServeBody(Turn turn, OperatorId peer, Hash32 root)
    {
        if (BodyOf(turn, root) is { } body)
        {
            turn.Send(peer, new BodyMessage(body));
        }
    }

    /// <summary>The operations behind a root, if they are here.</summary>
    internal static BlockBody? BodyOf(Turn turn, Hash32 root) => root == EmptyBodyRoot
        ? new BlockBody([])
        : turn.State.Agreement?.Bodies.GetValueOrDefault(root);

    /// <summary>Does what the time asks for: propose, give up on a round, send again.</summary>
    internal static void Time(Turn turn)
    {
        if (turn.State.Agreement is not { } agreement)
        {
            return;
        }

        BlockConsensus.JudgeAgain(turn);
        Propose(turn);
        if (turn.State.Agreement is { } undecided
            && undecided.Timer.TryGet(out RunningTimer? timer)
            && turn.Now >= timer.At)
        {
            BlockConsensus.Run(turn, new QbftInput.TimedOut(timer.Round));
            Propose(turn);
        }

        if (turn.State.Agreement is { } waiting
            && waiting.Height == agreement.Height
            && turn.Now >= waiting.SentAt + turn.Settings.ResendInterval)
        {
            turn.State = turn.State with { Agreement = waiting with { SentAt = turn.Now } };
            BlockConsensus.Run(turn, new QbftInput.Resend());
            BlockConsensus.AskForBodies(turn);
        }
    }

    internal static Instant? NextWake(OperatorSettings settings, OperatorState state)
    {
        if (state.Agreement is not { } agreement)
        {
            return null;
        }

        Instant wake = agreement.SentAt + settings.ResendInterval;
        return agreement.Timer.TryGet(out RunningTimer? timer) && timer.At < wake ? timer.At : wake;
    }

    /// <summary>
    /// Makes a proposal when this operator leads the round and a later tick than the head's has come.
    /// </summary>
    internal static void Propose(Turn turn)
    {
        if (turn.State.Agreement is not { } agreement
            || agreement.Qbft.Decision is not null
            || agreement.ProposedRound == agreement.Qbft.Round
            || agreement.Qbft.Settings.LeaderOf(agreement.Qbft.Round) != turn.Self
            || !turn.Rules.Clock.TickAt(turn.Now).TryGet(out Tick tick)
            || (tick <= turn.Chain.Tick && turn.Chain.Height.Value > 0))
        {
            return;
        }

        IEnumerable<SignedOperation> candidates = turn.State.Mempool.All
            .Concat(turn.State.Offered.Waiting.Values)
            .Concat(StatementSteps.ReportFor(turn));
        (BlockHeader header, BlockBody body) = BlockRules.Build(
            turn.Rules, turn.State.Head, tick, turn.Self, candidates);
        SignedHeader signed = SignedHeader.Sign(header, turn.Settings.Identity, turn.Rules.Network);
        turn.State = turn.State with
        {
            Agreement = agreement with
            {
                ProposedRound = agreement.Qbft.Round,
                Bodies = agreement.Bodies.SetItem(header.OperationsRoot, body),
            },
        };
        BlockConsensus.Run(turn, new QbftInput.ProposalReady(signed.ToValue()));
    }

    private static bool AreSigned(Turn turn, QbftEnvelope envelope) => envelope.SignedMessages().All(signed =>
        signed.Signature.Length == G2Bytes.Size
        && turn.Chain.Voters.FirstOrDefault(v => v.Id == signed.Sender) is { } voter
        && IdentitySignature.Verify(
            voter.IdentityKey,
            Certification.SigningRoot(turn.Rules.Network, signed.Message),
            new G2Bytes(signed.Signature),
            turn.Rules.Memo));
}
