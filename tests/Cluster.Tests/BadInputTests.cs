using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Duties;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>Bad input is refused by name and counted, and changes nothing else.</summary>
public sealed class BadInputTests
{
    private static readonly SimulatedCluster Cluster = Run();
    private static readonly SimulatedOperator Target = Cluster.Operators[new(1)];
    private static readonly OperatorId Peer = new(2);

    [Fact]
    public void Garbage_is_no_message()
    {
        AssertRefused("MalformedMessage", new ByteString([1, 2, 3]));
        AssertRefused("MalformedMessage", ByteString.Empty);
        AssertRefused("MalformedMessage", new ByteString(new byte[PeerMessage.SizeMax]));
    }

    [Fact]
    public void Too_long_a_message_is_not_even_decoded() =>
        AssertRefused("MessageTooLong", new ByteString(new byte[PeerMessage.SizeMax + 1]));

    [Fact]
    public void A_stranger_is_not_heard() => AssertRefused(
        "UnknownOperator", new StatusMessage(Cluster.Rules.Network, default).ToBytes(), peer: new(99));

    [Fact]
    public void Another_network_is_told_apart() => AssertRefused(
        "OtherNetwork", new StatusMessage(Hash32.Sha256("other"u8), new(5)).ToBytes());

    [Fact]
    public void An_operation_must_be_signed_by_its_sender()
    {
        SignedOperation operation = Sign(Peer, new RetireOperator(new(9)));
        AssertRefused("BadSignature", new OperationMessage(operation with { Sender = new(3) }).ToBytes());
        AssertRefused("BadSignature", new OperationMessage(operation with { Signature = default }).ToBytes());
    }

    [Fact]
    public void An_operation_of_a_stranger_is_not_kept() => AssertRefused(
        "UnknownOperator",
        new OperationMessage(Sign(Peer, new RetireOperator(new(9))) with { Sender = new(99) }).ToBytes());

    [Fact]
    public void An_operation_signed_for_another_network_is_refused()
    {
        var elsewhere = SignedOperation.Sign(
            Peer, new RetireOperator(new(9)), Cluster.Operators[Peer].Identity, Hash32.Sha256("other"u8));
        AssertRefused("BadSignature", new OperationMessage(elsewhere).ToBytes());
    }

    [Fact]
    public void An_operation_that_cannot_apply_is_refused()
    {
        AssertRefused("TermIsOver", Operation(new RetireOperator(default)), now: Late);
        AssertRefused("UnknownPool", Operation(new PostFence(new(7), default)));
        AssertRefused("WrongTerm", Operation(new PostKeys(default, [])));
    }

    [Fact]
    public void A_vote_must_be_its_senders_and_signed()
    {
        Height height = Target.State!.Chain.Height.Next;
        QbftMessage prepare = QbftMessage.Prepare(
            Certification.InstanceOf(Cluster.Rules.Network, height), Round.First, Hash32.Sha256("x"u8));
        var unsigned = new QbftEnvelope(new(Peer, prepare, new ByteString(new byte[96])), default, []);
        AssertRefused("BadSignature", new BlockVoteMessage(height, unsigned).ToBytes());
        var foreign = new QbftEnvelope(new(new(3), prepare, default), default, []);
        AssertRefused("ForeignMessage", new BlockVoteMessage(height, foreign).ToBytes());
    }

    [Fact]
    public void A_vote_of_another_instance_is_refused()
    {
        Height height = Target.State!.Chain.Height.Next;
        QbftMessage prepare = QbftMessage.Prepare(
            Hash32.Sha256("elsewhere"u8), Round.First, Hash32.Sha256("x"u8));
        G2Bytes signature = IdentitySignature.Sign(
            Cluster.Operators[Peer].Identity,
            IdentityDomain.BlockVote,
            Cluster.Rules.Network,
            prepare.Root());
        var envelope = new QbftEnvelope(new(Peer, prepare, new ByteString(signature.AsSpan())), default, []);
        AssertRefused("OtherInstance", new BlockVoteMessage(height, envelope).ToBytes());
    }

    [Fact]
    public void Duties_of_other_times_committees_and_numbers_are_refused()
    {
        Tenure tenure = Target.State!.Chain.Pools[0].Serving.Value;
        AssertRefused(
            "NotTheTime", Partial(new(new(1), tenure.Attempt, DutyKind.Attestation, new(ulong.MaxValue))));
        AssertRefused(
            "NotTheTime", Partial(new(new(1), tenure.Attempt, DutyKind.Attestation, new(1_000_000))));
        AssertRefused(
            "OtherTenure", Partial(new(new(1), Hash32.Sha256("x"u8), DutyKind.Attestation, new(60))));
        AssertRefused("OtherTenure", Partial(new(new(9), tenure.Attempt, DutyKind.Attestation, new(60))));
    }

    [Fact]
    public void A_deposit_has_two_stages_and_no_others()
    {
        Tenure tenure = Target.State!.Chain.Pools[0].Serving.Value;
        AssertRefused("UnknownStage", Partial(new(new(1), tenure.Attempt, DutyKind.Deposit, new(2))));
        AssertRefused(
            "UnknownStage", Partial(new(new(1), tenure.Attempt, DutyKind.Deposit, new(ulong.MaxValue))));
    }

    [Fact]
    public void A_bad_vote_on_a_duty_does_not_begin_the_duty()
    {
        Tenure tenure = Target.State!.Chain.Pools[0].Serving.Value;
        var id = new DutyId(new(1), tenure.Attempt, DutyKind.Attestation, new(63));
        Assert.DoesNotContain(id, Target.State.Duties.Keys);
        QbftMessage prepare = QbftMessage.Prepare(
            id.InstanceOn(Cluster.Rules.Network), Round.First, Hash32.Sha256("x"u8));
        var unsigned = new QbftEnvelope(new(Peer, prepare, new ByteString(new byte[96])), default, []);
        AssertRefused("BadSignature", new DutyVoteMessage(id, unsigned).ToBytes());
        AssertRefused("ForeignMessage", new DutyVoteMessage(id, unsigned).ToBytes(), peer: new(3));
        AssertRefused(
            "NoConsensusNeeded",
            new DutyVoteMessage(id with { Kind = DutyKind.Deposit, Slot = default }, unsigned).ToBytes());
    }

    [Fact]
    public void Operations_that_nobody_asked_for_are_not_kept() => AssertRefused(
        "UnwantedBody",
        new BodyMessage(new BlockBody([Sign(Peer, new RetireOperator(new(9)))])).ToBytes(),
        peer: NotLeading());

    [Fact]
    public void Blocks_without_a_quorum_are_refused()
    {
        BlockHeader header = new(
            Target.State!.Chain.Height.Next, default, default, Peer, default, default, default);
        var block = new CertifiedBlock(
            new SignedHeader(header, default),
            new BlockBody([]),
            new BlockCertificate(1, BitString.Zeros(4), default));
        AssertRefused("NoQuorum", new BlocksMessage([block]).ToBytes());
        var forged =
            block with { Certificate = new BlockCertificate(1, BitString.Of(4, [0, 1, 2]), default) };
        AssertRefused("BadCertificate", new BlocksMessage([forged]).ToBytes());
    }

    [Fact]
    public void A_statement_must_be_signed()
    {
        var statement = new EpochStatement(new(1_000), default, default, default, []);
        AssertRefused("BadSignature", new StatementMessage(statement, default).ToBytes());
    }

    private static Instant Late => Target.State!.Now + Duration.FromSeconds(1);

    private static SimulatedCluster Run()
    {
        var cluster = new SimulatedCluster(
            new ClusterSettings(
                90, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 8, FaultPlan.None));
        cluster.Run();
        return cluster;
    }

    private static SignedOperation Sign(OperatorId sender, Operation operation) => SignedOperation.Sign(
        sender, operation, Cluster.Operators[sender].Identity, Cluster.Rules.Network);

    private static ByteString Operation(Operation operation) =>
        new OperationMessage(Sign(Peer, operation)).ToBytes();

    private static ByteString Partial(DutyId id) =>
        new PartialMessage(id, default, default, IsAnswer: false).ToBytes();

    private static OperatorId NotLeading()
    {
        QbftState qbft = Target.State!.Agreement!.Qbft;
        return Cluster.Operators.Keys.First(o => o != Target.Id && o != qbft.Settings.LeaderOf(qbft.Round));
    }

    private static void AssertRefused(
        string reason, ByteString bytes, OperatorId? peer = null, Instant? now = null)
    {
        OperatorState before = Target.State!;
        OperatorTransition transition = OperatorMachine.Apply(
            new OperatorSettings(Cluster.Rules, Target.Id, Target.Identity, SimulatedBeacon.Preset),
            before,
            now ?? before.Now,
            new OperatorInput.Received(peer ?? Peer, bytes));
        OperatorEvent.InputRefused refused = Assert.IsType<OperatorEvent.InputRefused>(
            Assert.IsType<OperatorEffect.Tell>(Assert.Single(transition.Effects)).Event);
        Assert.Equal(reason, refused.Refusal.Reason);
        Assert.Equal(1 + before.Refusals.GetValueOrDefault(reason), transition.State.Refusals[reason]);
        Assert.Equal(before, transition.State with { Refusals = before.Refusals, Now = before.Now });
    }
}
