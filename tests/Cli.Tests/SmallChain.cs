using TrustlessPools.Consensus;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Configuration;
using TrustlessPools.Node.Storage;
using TrustlessPools.Operator;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;
using TrustlessPools.Testing;

namespace TrustlessPools.Cli.Tests;

/// <summary>A chain of three blocks, by four operators of whom the first has 7 ETH, as files.</summary>
internal sealed class SmallChain : IDisposable
{
    private const ulong Start = 1_700_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly SecretScalar[] _secrets = [.. Enumerable.Range(1, 4).Select(Secret)];
    private readonly List<CertifiedBlock> _blocks = [];

    internal SmallChain()
    {
        Genesis = MakeGenesis();
        var rules = new ChainRules(Genesis, new Memo(1000));
        ChainHead head = ChainHead.Genesis(rules);
        for (ulong tick = 0; tick < 3; tick++)
        {
            (BlockHeader header, BlockBody body) = BlockRules.Build(
                rules, head, new(tick), new(1), Operations(rules, tick));
            SignedHeader signed = SignedHeader.Sign(header, _secrets[0], rules.Network);
            head = BlockRules.Apply(rules, head, signed, body).Head!;
            _blocks.Add(Certify(rules, signed, body));
        }

        File.WriteAllBytes(Chain, Bytes(_blocks));
        File.WriteAllText(Network, NetworkGenesis.Ssz.ToJson(Genesis));
        File.WriteAllText(OtherNetwork, NetworkGenesis.Ssz.ToJson(Genesis with { Name = "other" }));
    }

    internal NetworkGenesis Genesis { get; }

    internal string Chain => In("chain");

    internal string Network => In("network.json");

    internal string OtherNetwork => In("other.json");

    internal string LastRoot => $"{_blocks[^1].Header.Root()}";

    internal string In(string name) => _folder.In(name);

    /// <summary>The chain with a block whose operations are missing.</summary>
    internal string Damaged()
    {
        CertifiedBlock[] blocks = [.. _blocks];
        blocks[1] = blocks[1] with { Body = new([]) };
        File.WriteAllBytes(In("damaged"), Bytes(blocks));
        return In("damaged");
    }

    /// <summary>A folder as an operator leaves it; the store stays open until it is disposed.</summary>
    internal OperatorStore StoreIn(string name)
    {
        var folder = new OperatorFolder(In(name));
        Directory.CreateDirectory(folder.Root);
        File.Copy(Network, folder.Network);
        var owner = new StoreOwner(NetworkGenesis.Ssz.HashTreeRoot(Genesis), new(1));
        OperatorStore store = OperatorStore.Open(folder.Store, owner, new SecretSeal(_secrets[0]));
        store.Commit(
        [
            .. _blocks.Select(static b => new OperatorEffect.Put(
                StoreKeys.Block(b.Header.Height), new(CertifiedBlock.Ssz.Serialize(b)))),
        ]);
        return store;
    }

    public void Dispose()
    {
        Array.ForEach(_secrets, static s => s.Dispose());
        _folder.Dispose();
    }

    private static SecretScalar Secret(int number)
    {
        byte[] bytes = new byte[SecretBytes.Size];
        Array.Fill(bytes, (byte)number);
        using SecretBytes seed = SecretBytes.From(bytes);
        return seed.DeriveScalar("identity");
    }

    private byte[] Bytes(IEnumerable<CertifiedBlock> blocks) =>
    [
        .. ChainFiles.Opening(Genesis),
        .. blocks.SelectMany(static b => FrameFeed.Frame(CertifiedBlock.Ssz.Serialize(b))),
    ];

    private IEnumerable<SignedOperation> Operations(ChainRules rules, ulong number) =>
        number == 0 ? [] :
        [
            SignedOperation.Sign(
                new(2),
                PostRequest.Sign(
                    new ChangeCredentials(new(1), number - 1, Hash32.Sha256("mine"u8)),
                    _secrets[0],
                    rules.Network),
                _secrets[1],
                rules.Network),
        ];

    private CertifiedBlock Certify(ChainRules rules, SignedHeader signed, BlockBody body)
    {
        QbftMessage commit = QbftMessage.Commit(
            Certification.InstanceOf(rules.Network, signed.Header.Height),
            Round.First,
            QbftValue.DigestOf(signed.ToValue()));
        G2Bytes aggregate = IdentitySignature.Aggregate(_secrets.Select(s => IdentitySignature.Sign(
            s, IdentityDomain.BlockVote, rules.Network, commit.Root())));
        return new(signed, body, new(Round.First.Value, BitString.Of(4, [0, 1, 2, 3]), aggregate));
    }

    private NetworkGenesis MakeGenesis() => new(
        "small",
        new ChainParameters(
            Start,
            Start,
            SecondsPerSlot: 12,
            SlotsPerEpoch: 32,
            new TermSchedule(FirstBoundary: new(100), EpochsPerTerm: 10, DrawLead: 5),
            CeremonyWindows.For(32),
            GenesisForkVersion: 1,
            GenesisValidatorsRoot: default),
        Hash32.Sha256("seed"u8),
        _secrets.Select(static (secret, i) => new OperatorRecord(new((uint)i + 1), new PublicIdentity(
            $"operator {i + 1}",
            secret.ToPublicPoint().ToBytes(),
            PublicIdentity.ProvePossession(secret),
            Hash32.Sha256([(byte)i]),
            "127.0.0.1:9000"))).ToSequence(),
        [new PoolDefinition(new(1), 4, 3, Hash32.Sha256("staker"u8))])
    {
        Money = MoneyGenesis.None with
        {
            Allocations = [new(_secrets[0].ToPublicPoint().ToBytes(), default, new(7_000_000_000))],
        },
    };
}
