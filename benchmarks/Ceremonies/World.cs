using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Ceremonies;

/// <summary>A pool chain of operators who all do what they owe, block by certified block.</summary>
/// <remarks>
/// Every operator sits in every committee, so each deals and receives. What one of them computes helps the
/// others here; nothing of that is measured.
/// </remarks>
internal sealed class World
{
    private const ulong BeaconGenesis = 1_700_000_000;
    private const ulong SecondsPerSlot = 12;
    private const ulong SlotsPerEpoch = 8;

    private readonly SeededGenerator _random = new(1);

    /// <summary>A network of n operators with one pool of n seats and t = ceil(2n/3).</summary>
    internal World(int size)
    {
        for (uint id = 1; id <= size; id++)
        {
            Members.Add(new(id), new(new(id), NewSecret()));
        }

        Genesis = MakeGenesis(size);
        Invariant.Holds(Genesis.Flaw() is null, "The network begins without flaw.");
        Rules = new(Genesis, new Memo(1_000_000));
        Head = ChainHead.Genesis(Rules);
    }

    internal SortedDictionary<OperatorId, Member> Members { get; } = [];

    internal NetworkGenesis Genesis { get; }

    internal ChainRules Rules { get; }

    internal ChainHead Head { get; private set; }

    internal ChainState State => Head.State;

    internal PoolState Pool => State.Pools[0];

    /// <summary>Makes the next block, some ticks after the last, of all that is owed and wanted.</summary>
    /// <param name="ticks">At least 1.</param>
    /// <param name="isWanted">Which operations are posted.</param>
    internal CertifiedBlock Step(ulong ticks, Func<Operation, bool> isWanted)
    {
        Tick tick = State.Height.Value == 0 ? default : State.Tick + ticks;
        // In the order in which a leader's mempool holds them, which is nobody's.
        SignedOperation[] candidates =
            [
                .. Members.Values.SelectMany(m => DuesOf(m, isWanted)).OrderBy(static o => o.Root()),
                .. EpochReport(tick),
            ];
        OperatorId leader = State.Voters[(int)(State.Height.Next.Value % (ulong)State.Voters.Count)].Id;
        (BlockHeader header, BlockBody body) = BlockRules.Build(Rules, Head, tick, leader, candidates);
        SignedHeader signed = SignedHeader.Sign(header, Members[leader].Identity, Rules.Network);
        (ChainHead? next, Refusal? refusal) = BlockRules.Apply(Rules, Head, signed, body);
        Invariant.Holds(next is not null, $"The block is valid: {refusal}");
        CertifiedBlock block = Certify(signed, body);
        Head = next;
        return block;
    }

    private CertifiedBlock Certify(SignedHeader signed, BlockBody body)
    {
        QbftMessage commit = QbftMessage.Commit(
            Certification.InstanceOf(Rules.Network, signed.Header.Height),
            Round.First,
            QbftValue.DigestOf(signed.ToValue()));
        int[] signers = [.. Enumerable.Range(0, Quorum.Of(State.Voters.Count))];
        G2Bytes aggregate = IdentitySignature.Aggregate(signers.Select(i => IdentitySignature.Sign(
            Members[State.Voters[i].Id].Identity, IdentityDomain.BlockVote, Rules.Network, commit.Root())));
        return new(
            signed, body, new(Round.First.Value, BitString.Of(State.Voters.Count, signers), aggregate));
    }

    private IEnumerable<SignedOperation> DuesOf(Member member, Func<Operation, bool> isWanted)
    {
        Dues dues = Participation.Of(Rules, State, member.Id, member.Vault, static _ => default);
        if (dues.SeedsWanted.Count > 0)
        {
            foreach (SecretName name in dues.SeedsWanted)
            {
                member.Vault = member.Vault.With(name, NewSeed());
            }

            dues = Participation.Of(Rules, State, member.Id, member.Vault, static _ => default);
        }

        foreach ((SecretName name, SecretBytes share) in dues.Shares)
        {
            member.Vault = member.Vault.With(name, share);
        }

        return dues.Operations
            .Where(isWanted)
            .Select(o => SignedOperation.Sign(member.Id, o, member.Identity, Rules.Network));
    }

    /// <summary>What all report of a beacon chain that finalizes two epochs behind.</summary>
    private IEnumerable<SignedOperation> EpochReport(Tick tick)
    {
        if (!Rules.Clock.EpochAt(tick).TryGet(out Epoch now) || now.Value < 4)
        {
            return [];
        }

        Epoch checkpoint = now - 2;
        if (State.Beacon.Checkpoint.TryGet(out Epoch known) && known >= checkpoint)
        {
            return [];
        }

        Optional<DrawMix> mix = EpochReportRule.AwaitedMix(State, checkpoint).TryGet(out Epoch epoch)
            ? new(new DrawMix(epoch, Hash32.Sha256("mix"u8)))
            : default;
        var statement = new EpochStatement(
            checkpoint,
            Hash32.Sha256("block"u8),
            Hash32.Sha256("beacon"u8),
            mix,
            EpochReportRule.PoolsWithKey(State).Map(static p =>
                new PoolReport(p, ValidatorStatus.Active, Gwei.ValidatorStake)));
        Hash32 root = EpochStatement.Ssz.HashTreeRoot(statement);
        G2Bytes aggregate = IdentitySignature.Aggregate(Members.Values.Select(m => IdentitySignature.Sign(
            m.Identity, IdentityDomain.EpochStatement, Rules.Network, root)));
        var report = new PostEpochReport(
            statement, BitString.Of(Members.Count, [.. Enumerable.Range(0, Members.Count)]), aggregate);
        return [SignedOperation.Sign(new(1), report, Members[new(1)].Identity, Rules.Network)];
    }

    private SecretBytes NewSeed()
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

    private NetworkGenesis MakeGenesis(int size)
    {
        var parameters = new ChainParameters(
            TickOrigin: BeaconGenesis - (20 * SecondsPerSlot),
            BeaconGenesis,
            SecondsPerSlot,
            SlotsPerEpoch,
            new TermSchedule(FirstBoundary: new(6), EpochsPerTerm: 6, DrawLead: 5),
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
            "benchmark",
            parameters,
            Hash32.Sha256("seed"u8),
            Members.Values.Select(static p => p.Record).ToSequence(),
            [new PoolDefinition(new(1), size, Quorum.Of(size), Hash32.Sha256("staker"u8))]);
    }

    /// <summary>An operator.</summary>
    internal sealed class Member(OperatorId id, SecretScalar identity)
    {
        internal OperatorId Id { get; } = id;

        internal SecretScalar Identity { get; } = identity;

        internal G1Bytes IdentityKey { get; } = identity.ToPublicPoint().ToBytes();

        internal Vault Vault { get; set; } = Vault.Empty;

        internal OperatorRecord Record { get; } = new(id, new PublicIdentity(
            $"operator {id}",
            identity.ToPublicPoint().ToBytes(),
            PublicIdentity.ProvePossession(identity),
            Hash32.Sha256(BitConverter.GetBytes(id.Value)),
            $"127.0.0.1:{9000 + id.Value}"));
    }
}
