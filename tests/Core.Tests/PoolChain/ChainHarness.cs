using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.Cryptography.ThresholdSignatures;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Core.Tests.PoolChain;

/// <summary>
/// A pool chain in one place: block after block, made of what its operators owe, unless a test says
/// otherwise.
/// </summary>
internal sealed class ChainHarness
{
    private readonly SeededGenerator _random;
    private readonly List<CertifiedParts> _blocks = [];

    internal ChainHarness(
        int operators = 4,
        int pools = 1,
        int seats = 4,
        int threshold = 3,
        ulong seed = 1,
        Func<ChainHarness, MoneyGenesis>? money = null,
        ulong firstBoundary = 6)
    {
        _random = new(seed);
        for (uint id = 1; id <= operators; id++)
        {
            Operators.Add(new(id), new Participant(new(id), NewSecret(), Vault.Empty));
        }

        Genesis = MakeGenesis(pools, seats, threshold, firstBoundary) with
        {
            Money = money?.Invoke(this) ?? MoneyGenesis.None,
        };
        Assert.Null(Genesis.Flaw());
        Rules = new(Genesis, new Memo(100_000));
        Head = ChainHead.Genesis(Rules);
    }

    internal SortedDictionary<OperatorId, Participant> Operators { get; } = [];

    internal NetworkGenesis Genesis { get; }

    internal ChainRules Rules { get; }

    internal ChainHead Head { get; private set; }

    internal ChainState State => Head.State;

    internal IReadOnlyList<CertifiedParts> Blocks => _blocks;

    /// <summary>What an operator posts instead of what it owes; the default posts it.</summary>
    internal Func<OperatorId, Operation, IEnumerable<Operation>> Tamper { get; set; } =
        static (_, due) => [due];

    /// <summary>Whether a leader takes an operation into its block; the default takes all.</summary>
    internal Func<OperatorId, SignedOperation, bool> Include { get; set; } = static (_, _) => true;

    /// <summary>Who leads the next block; by default the voters in turn.</summary>
    internal Func<ChainState, OperatorId> Leader { get; set; } =
        static state => state.Voters[(int)(state.Height.Value % (ulong)state.Voters.Count)].Id;

    /// <summary>False for epochs that the beacon chain does not finalize.</summary>
    internal Func<Epoch, bool> IsFinal { get; set; } = static _ => true;

    /// <summary>How a pool's validator stands at a checkpoint; by default active, with its stake.</summary>
    internal Func<PoolId, Epoch, PoolReport> Report { get; set; } =
        static (pool, _) => new(pool, ValidatorStatus.Active, Gwei.ValidatorStake);

    /// <summary>The root of a checkpoint's block.</summary>
    internal Func<Epoch, Hash32> RootOf { get; set; } =
        static epoch => Hash32.Sha256(BitConverter.GetBytes(epoch.Value));

    /// <summary>What is offered for the next block beside what operators owe.</summary>
    internal List<SignedOperation> Offered { get; } = [];

    internal PoolState Pool(uint id = 1) => State.PoolOf(new(id))!;

    internal OperatorId[] Culprits(FaultKind kind) =>
        [.. State.Faults.Where(f => f.Kind == kind).Select(static f => f.Culprit).Distinct().Order()];

    /// <summary>Makes blocks, one a tick, until a condition holds; fails after too many.</summary>
    internal void RunUntil(Func<ChainHarness, bool> condition, int ticksMax = 200)
    {
        for (int i = 0; i < ticksMax; i++)
        {
            if (condition(this))
            {
                return;
            }

            Step();
        }

        Assert.Fail(
            $"The condition did not come true in {ticksMax} ticks: at tick {State.Tick}, term {State.Term}, draw "
            + $"{State.Draw.Term} {State.Draw.Frozen}, faults {State.Faults}, pools "
            + string.Join("; ", State.Pools.Select(static p => $"{p.Serving} {p.Ceremony} {p.LastFailure}")));
    }

    /// <summary>Makes the next block, some ticks after the last.</summary>
    internal void Step(ulong ticks = 1)
    {
        Tick tick = State.Height.Value == 0 ? new(0) : State.Tick + ticks;
        OperatorId leader = Leader(State);
        List<SignedOperation> candidates = [];
        foreach (Participant participant in Operators.Values)
        {
            candidates.AddRange(DuesOf(participant));
        }

        candidates.AddRange(EpochReport(tick));
        candidates.AddRange(Offered);
        Offered.Clear();
        (BlockHeader header, BlockBody body) = BlockRules.Build(
            Rules, Head, tick, leader, candidates.Where(c => Include(leader, c)));
        SignedHeader signed = SignedHeader.Sign(header, Operators[leader].Identity, Rules.Network);
        (ChainHead? next, Refusal? refusal) = BlockRules.Apply(Rules, Head, signed, body);
        Assert.Null(refusal);
        _blocks.Add(new(signed, body));
        Head = next!;
        EraseWhatIsOver();
    }

    internal SignedOperation Sign(OperatorId sender, Operation operation) =>
        SignedOperation.Sign(sender, operation, Operators[sender].Identity, Rules.Network);

    internal OperationOutcome Try(OperatorId sender, Operation operation) =>
        OperationRules.Apply(Rules, State, Sign(sender, operation));

    /// <summary>Signs a message with the serving committee's shares.</summary>
    internal Combination SignWithCommittee(uint pool, byte[] message, IEnumerable<OperatorId>? signers = null)
    {
        Tenure tenure = Pool(pool).Serving.Value;
        var partials = new Dictionary<OperatorId, G2Bytes>();
        foreach (OperatorId signer in signers ?? tenure.Sharing.Members.Select(static m => m.Member))
        {
            using SecretScalar? share = Operators[signer].Vault.ShareOf(new(pool), tenure.Attempt);
            if (share is not null)
            {
                partials.Add(signer, share.Sign(message, DomainSeparationTag.Signature).ToBytes());
            }
        }

        return ThresholdSignature.Combine(tenure.Sharing, message, DomainSeparationTag.Signature, partials);
    }

    /// <summary>True when any t honest members sign for the pool.</summary>
    internal void AssertKeyIsAlive(uint pool = 1, params IReadOnlyCollection<OperatorId> without)
    {
        byte[] message = Hash32.Sha256("alive"u8).ToArray();
        PublicSharing sharing = Pool(pool).Serving.Value.Sharing;
        OperatorId[] signers = [.. sharing.Members.Select(static m => m.Member).Except(without)];
        Assert.NotNull(SignWithCommittee(pool, message, signers).Signature);
    }

    internal SecretBytes NewSeed()
    {
        Span<byte> bytes = stackalloc byte[SecretBytes.Size];
        _random.Fill(bytes);
        return SecretBytes.From(bytes);
    }

    private SecretScalar NewSecret()
    {
        using SecretBytes seed = NewSeed();
        return seed.DeriveScalar("identity");
    }

    private IEnumerable<SignedOperation> DuesOf(Participant participant)
    {
        // Twice, since the first time may only ask for seeds.
        for (int round = 0; round < 2; round++)
        {
            Dues dues = Participation.Of(
                Rules, State, participant.Id, participant.Vault, static _ => default);
            foreach (SecretName name in dues.SeedsWanted)
            {
                participant.Vault = participant.Vault.With(name, NewSeed());
            }

            foreach ((SecretName name, SecretBytes share) in dues.Shares)
            {
                participant.Vault = participant.Vault.With(name, share);
            }

            if (dues.SeedsWanted.Count == 0)
            {
                return dues.Operations
                    .SelectMany(o => Tamper(participant.Id, o))
                    .Select(o => Sign(participant.Id, o));
            }
        }

        return [];
    }

    private void EraseWhatIsOver()
    {
        foreach (Participant participant in Operators.Values)
        {
            foreach (SecretName name in Erasure.Due(
                Rules, State, State.Tick, participant.Id, participant.Vault))
            {
                participant.Vault.Find(name)!.Dispose();
                participant.Vault = participant.Vault.Without(name);
            }
        }
    }

    /// <summary>What the operators would report of a beacon chain that finalizes two epochs behind.</summary>
    private IEnumerable<SignedOperation> EpochReport(Tick tick)
    {
        if (!Rules.Clock.EpochAt(tick).TryGet(out Epoch now) || now.Value < 4)
        {
            return [];
        }

        Epoch checkpoint = now - 2;
        if (!IsFinal(checkpoint) || (State.Beacon.Checkpoint.TryGet(out Epoch known) && known >= checkpoint))
        {
            return [];
        }

        Optional<DrawMix> mix = EpochReportRule.AwaitedMix(State, checkpoint).TryGet(out Epoch epoch)
            ? new(new DrawMix(epoch, Hash32.Sha256(BitConverter.GetBytes(epoch.Value))))
            : default;
        var statement = new EpochStatement(
            checkpoint,
            RootOf(checkpoint),
            Hash32.Sha256("beacon"u8),
            mix,
            EpochReportRule.PoolsWithKey(State).Map(p => Report(p, checkpoint)));
        return [Sign(State.Voters[0].Id, Certify(statement, State.Voters))];
    }

    /// <summary>Consent of some voters to a further operator.</summary>
    internal RegisterOperator Sponsor(PublicIdentity identity, IEnumerable<Voter> sponsors)
    {
        Hash32 root = PublicIdentity.Ssz.HashTreeRoot(identity);
        G2Bytes aggregate = IdentitySignature.Aggregate(sponsors.Select(v => IdentitySignature.Sign(
            Operators[v.Id].Identity, IdentityDomain.Sponsorship, Rules.Network, root)));
        int[] indices = [.. sponsors.Select(s => State.Voters.ToList().IndexOf(s))];
        return new(identity, BitString.Of(State.Voters.Count, indices), aggregate);
    }

    /// <summary>The public side of somebody who is no operator yet.</summary>
    internal PublicIdentity NewIdentity(string name)
    {
        using SecretScalar secret = NewSecret();
        return new(
            name,
            secret.ToPublicPoint().ToBytes(),
            PublicIdentity.ProvePossession(secret),
            Hash32.Sha256(System.Text.Encoding.UTF8.GetBytes(name)),
            "127.0.0.1:9999");
    }

    internal PostEpochReport Certify(EpochStatement statement, IEnumerable<Voter> signers)
    {
        Sequence<Voter> voters = State.Voters;
        Hash32 root = EpochStatement.Ssz.HashTreeRoot(statement);
        G2Bytes aggregate = IdentitySignature.Aggregate(signers.Select(v => IdentitySignature.Sign(
            Operators[v.Id].Identity, IdentityDomain.EpochStatement, Rules.Network, root)));
        int[] indices = [.. signers.Select(s => voters.ToList().IndexOf(s))];
        return new(statement, BitString.Of(voters.Count, indices), aggregate);
    }

    private NetworkGenesis MakeGenesis(int pools, int seats, int threshold, ulong firstBoundary)
    {
        const ulong beaconGenesis = 1_700_000_000;
        var parameters = new ChainParameters(
            TickOrigin: beaconGenesis - 60,
            BeaconGenesis: beaconGenesis,
            SecondsPerSlot: 2,
            SlotsPerEpoch: 8,
            new TermSchedule(FirstBoundary: new(firstBoundary), EpochsPerTerm: 4, DrawLead: 5),
            new CeremonyWindows(
                Keys: 4,
                Dealing: 4,
                Dispute: 4,
                Reveal: 4,
                Confirmation: 4,
                Attempts: 3,
                ErasureGrace: 2,
                ErasureBound: 16),
            GenesisForkVersion: 0x00000001,
            GenesisValidatorsRoot: default);
        return new(
            "test",
            parameters,
            Hash32.Sha256("seed"u8),
            Operators.Values.Select(static p => new OperatorRecord(p.Id, p.PublicIdentity)).ToSequence(),
            Enumerable.Range(1, pools)
                .Select(i => new PoolDefinition(new((uint)i), seats, threshold, Hash32.Sha256("staker"u8)))
                .ToSequence());
    }

    internal sealed class Participant(OperatorId id, SecretScalar identity, Vault vault)
    {
        internal OperatorId Id { get; } = id;

        internal SecretScalar Identity { get; } = identity;

        internal Vault Vault { get; set; } = vault;

        internal PublicIdentity PublicIdentity { get; } = new(
            $"operator {id}",
            identity.ToPublicPoint().ToBytes(),
            PublicIdentity.ProvePossession(identity),
            Hash32.Sha256(BitConverter.GetBytes(id.Value)),
            $"127.0.0.1:{9000 + id.Value}");
    }

    internal sealed record CertifiedParts(SignedHeader Signed, BlockBody Body);
}
