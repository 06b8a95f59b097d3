using System.Diagnostics;
using TrustlessPools.Operator.Beacon;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Operator.Chain;
using TrustlessPools.Operator.Duties;
using TrustlessPools.Operator.Messages;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>The whole operator as one state machine: state and input in, state and effects out.</summary>
/// <remarks>
/// No clock, no randomness, no I/O: the shell brings them. A cluster of operators therefore runs on one
/// thread under a seeded world, with the same code that holds keys in production. docs/architecture.md tells
/// how the parts fit.
/// </remarks>
public static class OperatorMachine
{
    /// <summary>Starts an operator from what was durable; from nothing, the first time.</summary>
    /// <param name="settings">Fixed for the life of the process.</param>
    /// <param name="store">What its store holds.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="FormatException">The store is damaged.</exception>
    public static OperatorTransition Start(OperatorSettings settings, StoredRecords store, Instant now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var turn = new Turn(settings, Restoring.Restore(settings, store) with { Now = now, HeadSince = now });
        BlockSteps.Begin(turn, store);
        DutyRestoring.Resume(turn, store);
        CeremonySteps.Attend(turn);
        BeaconSteps.Attend(turn);
        return turn.End();
    }

    /// <summary>Applies an input.</summary>
    /// <param name="settings">The same as at the start.</param>
    /// <param name="state">The state.</param>
    /// <param name="now">The time; never earlier than before.</param>
    /// <param name="input">What happened.</param>
    public static OperatorTransition Apply(
        OperatorSettings settings, OperatorState state, Instant now, OperatorInput input)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(state);
        var turn = new Turn(settings, state with { Now = now > state.Now ? now : state.Now });
        switch (input)
        {
            case OperatorInput.TimePassed:
                Time(turn);
                break;
            case OperatorInput.Received received:
                Receive(turn, received);
                break;
            case OperatorInput.BeaconAnswered answered:
                BeaconSteps.Take(turn, answered.Answer);
                break;
            case OperatorInput.HeadSeen seen:
                BeaconSteps.TakeHead(turn, seen.Slot);
                break;
            case OperatorInput.SeedDrawn drawn:
                CeremonySteps.TakeSeed(turn, drawn.Name, drawn.Seed);
                break;
            case OperatorInput.OperationOffered offered:
                OfferSteps.Take(turn, offered.Operation);
                break;
            case OperatorInput.LeaveRequested leave:
                turn.State = turn.State with { Leaving = new(leave.After) };
                CeremonySteps.Attend(turn);
                break;
            default:
                throw new UnreachableException("There are no other inputs.");
        }

        return turn.End();
    }

    /// <summary>
    /// Verifies what waiting messages claim, all at once, before they are applied one by one.
    /// </summary>
    /// <param name="settings">The same as at the start.</param>
    /// <param name="state">The state.</param>
    /// <param name="waiting">The messages, in any order; they are still to be applied.</param>
    /// <remarks>
    /// Never changes what comes of them: it only fills the memo of <see cref="OperatorSettings.Rules"/>. A
    /// shell that has several messages at hand spares itself most of their price.
    /// </remarks>
    public static void Foresee(
        OperatorSettings settings, OperatorState state, IReadOnlyList<OperatorInput.Received> waiting)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(waiting);
        if (waiting.Count > 1)
        {
            WaitingMessages.Verify(settings, state, waiting);
        }
    }

    /// <summary>When the operator next has something to do without an input.</summary>
    public static Instant NextWake(OperatorSettings settings, OperatorState state)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(state);
        Instant wake = settings.Rules.Clock.TickAt(state.Now).TryGet(out Tick tick)
            ? settings.Rules.Clock.StartOf(tick + 1)
            : settings.Rules.Clock.StartOf(default(Tick));
        Instant? block = BlockSteps.NextWake(settings, state);
        Instant? duty = DutySteps.NextWake(settings, state);
        wake = block < wake ? block.Value : wake;
        return duty < wake ? duty.Value : wake;
    }

    private static void Time(Turn turn)
    {
        if (!turn.Rules.Clock.TickAt(turn.Now).TryGet(out Tick tick))
        {
            return;
        }

        if (!turn.State.LastTick.TryGet(out Tick last) || tick > last)
        {
            turn.State = turn.State with { LastTick = new(tick) };
            turn.Broadcast(new StatusMessage(turn.Rules.Network, turn.Chain.Height));
            MempoolSteps.Expire(turn, tick);
            CeremonySteps.Attend(turn);
            MempoolSteps.Resend(turn);
            OfferSteps.Resend(turn);
            BeaconSteps.Attend(turn);
            StatementSteps.Resend(turn);
        }

        BlockSteps.Time(turn);
        DutySteps.Time(turn);
    }

    private static void Receive(Turn turn, OperatorInput.Received received)
    {
        OperatorId peer = received.Peer;
        if (turn.Chain.OperatorOf(peer) is null)
        {
            turn.Refuse(peer, "UnknownOperator", $"operator {peer}", $"1 to {turn.Chain.Operators.Count}");
            return;
        }

        int length = received.Bytes.Length;
        if (length > PeerMessage.SizeMax)
        {
            turn.Refuse(peer, "MessageTooLong", $"{length} bytes", $"{PeerMessage.SizeMax} bytes");
            return;
        }

        if (!received.TryRead(out PeerMessage? message))
        {
            turn.Refuse(peer, "MalformedMessage", $"{length} bytes", "a message of this protocol");
            return;
        }

        Dispatch(turn, peer, message);
    }

    private static void Dispatch(Turn turn, OperatorId peer, PeerMessage message)
    {
        switch (message)
        {
            case StatusMessage status:
                SyncSteps.TakeStatus(turn, peer, status);
                break;
            case OperationMessage operation:
                MempoolSteps.Take(turn, peer, operation.Operation);
                break;
            case BlockVoteMessage vote:
                BlockSteps.TakeVote(turn, peer, vote);
                break;
            case BodyMessage body:
                BlockSteps.TakeBody(turn, peer, body.Body);
                break;
            case BodyRequest request:
                BlockSteps.ServeBody(turn, peer, request.OperationsRoot);
                break;
            case BlocksRequest request:
                turn.Add(new OperatorEffect.ServeBlocks(peer, request.From));
                break;
            case BlocksMessage blocks:
                SyncSteps.TakeBlocks(turn, peer, blocks.Blocks);
                break;
            case DutyVoteMessage vote:
                DutySteps.TakeVote(turn, peer, vote);
                break;
            case PartialMessage partial:
                PartialSteps.Take(turn, peer, partial);
                break;
            case StatementMessage statement:
                StatementSteps.Take(
                    turn, peer, new SignedStatement(statement.Statement, statement.Signature));
                break;
            default:
                throw new UnreachableException("There are no other messages.");
        }
    }
}
