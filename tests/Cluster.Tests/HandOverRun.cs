using TrustlessPools.Consensus;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Duties;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>
/// A run with one pool of four seats and threshold three, held at moments of its first hand-over.
/// </summary>
internal sealed class HandOverRun(
    ulong seed, int operators = 8, params IReadOnlyList<IObserver> observers) : IDisposable
{
    internal static readonly PoolId Pool = new(1);

    internal const ulong SlotsPerEpoch = 8;

    internal SafetyRun Safety { get; } = new(
        new ClusterSettings(seed, operators, Pools: 1, Seats: 4, Threshold: 3, Epochs: 18, FaultPlan.None),
        observers);

    internal SimulatedCluster Cluster => Safety.Cluster;

    /// <summary>The chain as far as it is final for anybody.</summary>
    internal ChainState Chain => Cluster.Operators.Values
        .Where(static o => o.State is not null).Select(static o => o.State!.Chain).MaxBy(
            static c => c.Height.Value)!;

    internal PoolState PoolState => Chain.PoolOf(Pool)!;

    internal Tenure Serving => PoolState.Serving.Value;

    public void Dispose() => Safety.Dispose();

    internal static OperatorId[] MembersOf(Tenure tenure) =>
        [.. tenure.Sharing.Members.Select(static m => m.Member)];

    /// <summary>Runs until something has come true, which it must.</summary>
    internal void RunUntil(Func<HandOverRun, bool> condition) =>
        Assert.True(Cluster.RunUntil(WorldClock.StartOfEpoch(16), _ => condition(this)), $"seed {seed}");

    /// <summary>Runs until a slot begins.</summary>
    internal void RunUntil(Slot slot) => Cluster.RunUntil(Cluster.Rules.Clock.StartOf(slot));

    /// <summary>
    /// Runs until the chain waits for fences, which only one operator knows who is no member of the
    /// committee: the others have not heard that the block is decided.
    /// </summary>
    internal CeremonyState RunUntilOneWaitsForFences()
    {
        RunUntil(static r => r.PoolState.Serving.HasValue
            && r.StepsOfAll().All(static s => s == CeremonyStep.Confirmation));
        WithholdDecisionsFromAllBut(Cluster.Operators.Keys.First(o => Serving.Sharing.ShareOf(o) is null));
        RunUntil(static r => Waits(r.PoolState));
        StallChain();
        return PoolState.Ceremony.Value;
    }

    /// <summary>
    /// Runs until every member of the committee has promised to stop, and all have heard, but no block holds
    /// it.
    /// </summary>
    internal CeremonyState RunUntilAllHaveFenced()
    {
        RunUntil(static r => r.StepsOfAll().All(static s => s == CeremonyStep.Fence));
        Cluster.RunUntil(Cluster.Now + new Duration(100));
        Assert.True(Waits(PoolState), $"seed {seed}");
        return PoolState.Ceremony.Value;
    }

    /// <summary>Runs until a term's committee serves and everybody knows it.</summary>
    internal void RunUntilServing(Term term) => RunUntil(r => r.Cluster.Operators.Values.All(o =>
        o.State!.Chain.PoolOf(Pool)!.Serving.TryGet(out Tenure? tenure)
        && tenure.Term == term
        && r.Cluster.Now >= r.Cluster.Rules.Clock.StartOf(tenure.Boundary + 2)));

    /// <summary>Stops the pool chain: operators still hear all else from each other.</summary>
    internal void StallChain() =>
        Cluster.Loses = static (_, _, bytes) => PeerMessage.Ssz.Deserialize(bytes.AsSpan())
        is BlockVoteMessage or BodyMessage or BodyRequest or BlocksMessage or BlocksRequest;

    /// <summary>Lets one operator alone learn what the voters decide.</summary>
    internal void WithholdDecisionsFromAllBut(OperatorId one) => Cluster.Loses = (_, to, bytes) => to != one
        && PeerMessage.Ssz.Deserialize(bytes.AsSpan()) is BlocksMessage
            or BlockVoteMessage { Envelope.Message.Message.Kind: QbftKind.Commit };

    internal void Heal() => Cluster.Loses = static (_, _, _) => false;

    internal IReadOnlySet<OperatorId> SignersOf(Tenure tenure, Slot slot) =>
        Safety.Tenures.SignersOf(Pool, slot, tenure.Attempt);

    /// <summary>The slots of a range that a tenure's committee signed.</summary>
    internal Slot[] SignedBy(Tenure tenure, Slot from, Slot until)
    {
        var signed = new List<Slot>();
        for (Slot slot = from; slot < until; slot += 1)
        {
            if (SignersOf(tenure, slot).Count >= tenure.Sharing.Threshold)
            {
                signed.Add(slot);
            }
        }

        return [.. signed];
    }

    /// <summary>The highest target that an operator ever signed for the pool.</summary>
    internal Epoch HighestTarget(SimulatedOperator who) =>
        who.State!.Histories.TryGetValue(Serving.Sharing.GroupKey, out var history)
        && history.Attestation.TryGet(out var watermark)
            ? watermark.Target
            : default;

    /// <summary>A member takes a decision of all other members on a vote.</summary>
    internal OperatorTransition Decide(
        SimulatedOperator member, OperatorState state, Tenure tenure, AttestationData vote)
    {
        DutyId id = DutyOf(tenure, vote.Slot);
        var value = new ByteString(AttestationData.Ssz.Serialize(vote));
        QbftMessage commit = QbftMessage.Commit(
            id.InstanceOn(Cluster.Rules.Network), Round.First, QbftValue.DigestOf(value));
        Sequence<SignedQbftMessage> commits = MembersOf(tenure).Where(m => m != member.Id)
            .Select(m => Signed(m, commit)).ToSequence();
        return Receive(member, state, id, new QbftDecision(value, Round.First, commits).ToEnvelope());
    }

    /// <summary>A member hears that another one prepares a vote, and so begins the duty.</summary>
    internal OperatorTransition Begin(
        SimulatedOperator member, OperatorState state, Tenure tenure, AttestationData vote)
    {
        DutyId id = DutyOf(tenure, vote.Slot);
        QbftMessage prepare = QbftMessage.Prepare(
            id.InstanceOn(Cluster.Rules.Network),
            Round.First,
            QbftValue.DigestOf(new ByteString(AttestationData.Ssz.Serialize(vote))));
        OperatorId peer = MembersOf(tenure).First(m => m != member.Id);
        return Receive(member, state, id, new QbftEnvelope(Signed(peer, prepare), default, []));
    }

    /// <summary>A vote for a slot, of its epoch, with some source.</summary>
    internal static AttestationData VoteFor(Slot slot, Epoch source) => new(
        slot,
        0,
        Hash32.Sha256("head"u8),
        new Checkpoint(source, Hash32.Sha256("source"u8)),
        new Checkpoint(slot.EpochAt(SlotsPerEpoch), Hash32.Sha256("target"u8)));

    internal static bool HasSigned(OperatorTransition transition) => transition.Effects.Any(static e =>
        e is OperatorEffect.Send send && PeerMessage.Ssz.Deserialize(send.Bytes.AsSpan()) is PartialMessage);

    internal static string RefusalIn(OperatorTransition transition) => string.Join("; ", transition.Effects
        .OfType<OperatorEffect.Tell>()
        .Select(static t => t.Event)
        .OfType<OperatorEvent.SigningRefused>()
        .Select(static r => r.Reason));

    private IEnumerable<CeremonyStep?> StepsOfAll() => Cluster.Operators.Values.Select(static o =>
        o.State!.Chain.PoolOf(Pool)!.Ceremony.TryGet(out CeremonyState? ceremony)
            ? ceremony.Step
            : (CeremonyStep?)null);

    private static bool Waits(PoolState pool) =>
        pool.Ceremony.TryGet(out CeremonyState? ceremony) && ceremony.Step == CeremonyStep.Fence;

    private static DutyId DutyOf(Tenure tenure, Slot slot) =>
        new(Pool, tenure.Attempt, DutyKind.Attestation, slot);

    private OperatorTransition Receive(
        SimulatedOperator member, OperatorState state, DutyId id, QbftEnvelope envelope)
    {
        Instant slotStart = Cluster.Rules.Clock.StartOf(id.Slot);
        return OperatorMachine.Apply(
            new OperatorSettings(Cluster.Rules, member.Id, member.Identity, SimulatedBeacon.Preset),
            state,
            slotStart > state.Now ? slotStart : state.Now,
            new OperatorInput.Received(envelope.Message.Sender, new DutyVoteMessage(id, envelope).ToBytes()));
    }

    private SignedQbftMessage Signed(OperatorId sender, QbftMessage message) => new(
        sender,
        message,
        new ByteString(IdentitySignature.Sign(
            Cluster.Operators[sender].Identity,
            IdentityDomain.DutyVote,
            Cluster.Rules.Network,
            message.Root()).AsSpan()));
}
