using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Native;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Operator.Duties;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>Hand-overs at their worst moments.</summary>
public sealed class HandOverTests
{
    private static readonly PoolId Pool = new(1);

    [Theory]
    [InlineData(81)]
    [InlineData(82)]
    [InlineData(83)]
    public void Old_members_cut_off_at_the_activation_cannot_sign_for_the_new_committees_epoch(ulong seed)
    {
        using SafetyRun run = Prepare(seed);
        Tenure before = RunUntilFence(run);
        run.Cluster.RunUntil(End, c => AnyState(c).PoolOf(Pool)!.Serving.Value != before);
        Slot boundary = Serving(run).Boundary;

        // One old member with t - 1 others, who do not hear of the activation, against the rest of the world.
        OperatorId[] old = [.. before.Sharing.Members.Select(static m => m.Member).TakeLast(3)];
        run.Cluster.Loses = (a, b, _) => old.Contains(a) != old.Contains(b);
        run.Cluster.RunUntil(run.Cluster.Rules.Clock.StartOf(boundary + 16));
        for (ulong slot = boundary.Value; slot < boundary.Value + 16; slot++)
        {
            Assert.True(
                run.Tenures.SignersOf(Pool, new(slot), before.Attempt).Count < before.Sharing.Threshold,
                $"seed {seed}, slot {slot}");
        }

        Heal(run);
        run.Run();
    }

    [Theory]
    [InlineData(84)]
    [InlineData(85)]
    [InlineData(86)]
    public void A_chain_that_stalls_across_the_boundary_ends_with_one_committee_or_none_for_a_while(ulong seed)
    {
        using SafetyRun run = Prepare(seed);
        Tenure before = RunUntilFence(run);
        Slot boundary = AnyState(run.Cluster).PoolOf(Pool)!.Ceremony.Value.Boundary;

        // Nobody reaches anybody until an epoch past the boundary. The tenure checker watches every slot.
        run.Cluster.Loses = static (_, _, _) => true;
        run.Cluster.RunUntil(run.Cluster.Rules.Clock.StartOf(boundary + 8));
        Heal(run);
        run.Run();
        Assert.True(Serving(run).Boundary >= boundary || Serving(run) == before, $"seed {seed}");
    }

    [Fact]
    public void A_vote_that_would_surround_one_of_the_old_committee_is_refused()
    {
        using SafetyRun run = Prepare(seed: 87);
        run.Cluster.RunUntil(End, static c => HasBegun(c, new Term(2)));
        Tenure tenure = Serving(run);
        SimulatedOperator member = run.Cluster.Operators[tenure.Sharing.Members[0].Member];
        Slot slot = tenure.Boundary + 3;

        // A quorum of the committee decides on a vote whose source lies before any that the old committee may have
        // voted with.
        var vote = new AttestationData(
            slot,
            0,
            Hash32.Sha256("head"u8),
            new Checkpoint(tenure.Boundary.EpochAt(8) - 3, Hash32.Sha256("source"u8)),
            new Checkpoint(slot.EpochAt(8), Hash32.Sha256("target"u8)));
        var id = new DutyId(Pool, tenure.Attempt, DutyKind.Attestation, slot);
        OperatorTransition transition = Apply(run, member, Decided(run, tenure, id, vote));
        Assert.Contains(
            transition.Effects.OfType<OperatorEffect.Tell>(),
            static t => t.Event is OperatorEvent.SigningRefused { Reason: var reason }
                && reason.Contains("SourceBeforeFloor", StringComparison.Ordinal));
        Assert.DoesNotContain(transition.Effects, static e => e is OperatorEffect.Send send
            && PeerMessage.Ssz.Deserialize(send.Bytes.AsSpan()) is PartialMessage);
        Assert.Equal(member.State!.Histories, transition.State.Histories);

        // The same vote with a source from the floor on is signed.
        var safe = vote with { Source = vote.Source with { Epoch = tenure.Boundary.EpochAt(8) - 2 } };
        transition = Apply(run, member, Decided(run, tenure, id, safe));
        Assert.Contains(transition.Effects, static e => e is OperatorEffect.Send send
            && PeerMessage.Ssz.Deserialize(send.Bytes.AsSpan()) is PartialMessage);
    }

    [Fact]
    public void Nothing_of_an_erased_secret_is_left_in_memory_or_on_disk()
    {
        var secrets = new SecretRecorder();
        using var run = new SafetyRun(
            new ClusterSettings(88, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None),
            secrets);
        run.Run();
        int erased = 0;
        foreach ((OperatorId who, SecretName name, byte[] bytes) in secrets.Seen)
        {
            SimulatedOperator owner = run.Cluster.Operators[who];
            bool isHeld = owner.State!.Vault.Find(name) is not null;
            Assert.Equal(isHeld, SecretMemory.Contains(bytes));
            Assert.Equal(isHeld, owner.Disk.SecretNames.Contains(name));
            erased += isHeld ? 0 : 1;
        }

        Assert.True(erased > 30, $"{erased} secrets were erased");
    }

    private static Instant End => WorldClock.StartOfEpoch(16);

    private static SafetyRun Prepare(ulong seed) => new(new ClusterSettings(
        seed, Operators: 8, Pools: 1, Seats: 4, Threshold: 3, Epochs: 18, FaultPlan.None));

    /// <summary>Runs until the first hand-over waits for fences.</summary>
    private static Tenure RunUntilFence(SafetyRun run)
    {
        bool fencing = run.Cluster.RunUntil(End, static c =>
            c.Operators.Values.Any(static o => o.State?.Chain.PoolOf(Pool)?.Ceremony is { HasValue: true } ceremony
                && ceremony.Value.Step == CeremonyStep.Fence));
        Assert.True(fencing);
        return Serving(run);
    }

    private static bool HasBegun(SimulatedCluster cluster, Term term) =>
        cluster.Operators.Values.All(o => o.State?.Chain is { } chain
            && chain.PoolOf(Pool)!.Serving.TryGet(out Tenure? tenure)
            && tenure.Term == term
            && cluster.Now >= cluster.Rules.Clock.StartOf(tenure.Boundary + 2));

    private static void Heal(SafetyRun run) => run.Cluster.Loses = static (_, _, _) => false;

    private static ChainState AnyState(SimulatedCluster cluster) => cluster.Operators.Values
        .Select(static o => o.State!.Chain).MaxBy(static c => c.Height.Value)!;

    private static Tenure Serving(SafetyRun run) => AnyState(run.Cluster).PoolOf(Pool)!.Serving.Value;

    private static QbftEnvelope Decided(SafetyRun run, Tenure tenure, DutyId id, AttestationData vote)
    {
        var value = new ByteString(AttestationData.Ssz.Serialize(vote));
        QbftMessage commit = QbftMessage.Commit(
            id.InstanceOn(run.Cluster.Rules.Network), Round.First, QbftValue.DigestOf(value));
        Sequence<SignedQbftMessage> commits = tenure.Sharing.Members.Skip(1).Select(m => new SignedQbftMessage(
            m.Member,
            commit,
            new ByteString(IdentitySignature.Sign(
                run.Cluster.Operators[m.Member].Identity,
                IdentityDomain.DutyVote,
                run.Cluster.Rules.Network,
                commit.Root()).AsSpan()))).ToSequence();
        return new QbftDecision(value, Round.First, commits).ToEnvelope();
    }

    private static OperatorTransition Apply(SafetyRun run, SimulatedOperator member, QbftEnvelope decision)
    {
        OperatorId peer = decision.Message.Sender;
        DutyId id = new(Pool, Serving(run).Attempt, DutyKind.Attestation, Serving(run).Boundary + 3);
        return OperatorMachine.Apply(
            new OperatorSettings(run.Cluster.Rules, member.Id, member.Identity, SimulatedBeacon.Preset),
            member.State!,
            run.Cluster.Rules.Clock.StartOf(id.Slot),
            new OperatorInput.Received(peer, new DutyVoteMessage(id, decision).ToBytes()));
    }

    /// <summary>Remembers every secret that any operator stored.</summary>
    private sealed class SecretRecorder : IObserver
    {
        internal List<(OperatorId Who, SecretName Name, byte[] Bytes)> Seen { get; } = [];

        public void Stored(
            SimulatedCluster cluster, SimulatedOperator who, IReadOnlyList<OperatorEffect.Write> writes) => Seen.AddRange(writes.OfType<OperatorEffect.PutSecret>()
                .Select(p => (who.Id, p.Name, p.Secret.Span.ToArray())));
    }
}
