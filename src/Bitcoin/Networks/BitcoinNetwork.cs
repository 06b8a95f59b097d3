using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Bitcoin.Encoding;
using TrustlessPools.Primitives;

namespace TrustlessPools.Bitcoin.Networks;

/// <summary>What differs from one Bitcoin network to another.</summary>
/// <param name="Name">As Bitcoin Core calls it, and in lower case.</param>
/// <param name="HumanReadablePart">The beginning of its segwit addresses (BIP-0173).</param>
/// <param name="Prefixes">The first bytes of its base58 addresses.</param>
/// <param name="HalvingInterval">The blocks after which the subsidy halves; 1 or more.</param>
/// <param name="TargetMax">The easiest target that there may be.</param>
/// <param name="Genesis">The hash of block 0.</param>
public sealed record BitcoinNetwork(
    string Name,
    string HumanReadablePart,
    Base58Prefixes Prefixes,
    uint HalvingInterval,
    Target TargetMax,
    Hash32 Genesis)
{
    private const uint HalvingIntervalPublic = 210_000;
    private const uint HalvingIntervalRegtest = 150;

    // 00000377ae000000...: the limit of the default signet, as a compact form holds it.
    private static readonly Target SignetTargetMax = Target.TryFromBits(0x1e0377ae) ?? default;

    private static readonly Base58Prefixes ForTests =
        new(PublicKeyHash: 0x6f, ScriptHash: 0xc4, PrivateKey: 0xef);

    // Bitcoin Core's chainparams; each is the hash of a header that a test writes out.
    private static readonly Hash32 RegtestGenesis =
        Digest.Parse("0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206");

    /// <summary>The network whose coins are money.</summary>
    public static readonly BitcoinNetwork Mainnet = new(
        "main",
        "bc",
        new(PublicKeyHash: 0x00, ScriptHash: 0x05, PrivateKey: 0x80),
        HalvingIntervalPublic,
        Target.WithLeadingZeros(32),
        Digest.Parse("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"));

    /// <summary>The third public test network.</summary>
    public static readonly BitcoinNetwork Testnet = new(
        "test",
        "tb",
        ForTests,
        HalvingIntervalPublic,
        Target.WithLeadingZeros(32),
        Digest.Parse("000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943"));

    /// <summary>The fourth, on which blocks cannot be had for nothing so often (BIP-0094).</summary>
    public static readonly BitcoinNetwork Testnet4 = Testnet with
    {
        Name = "testnet4",
        Genesis = Digest.Parse("00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043"),
    };

    /// <summary>The public test network whose blocks its owners sign (BIP-0325), by default.</summary>
    public static readonly BitcoinNetwork Signet = new(
        "signet",
        "tb",
        ForTests,
        HalvingIntervalPublic,
        SignetTargetMax,
        Digest.Parse("00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6"));

    /// <summary>Bitcoin Core's network on one machine.</summary>
    public static readonly BitcoinNetwork Regtest =
        new("regtest", "bcrt", ForTests, HalvingIntervalRegtest, Target.WithLeadingZeros(1), RegtestGenesis);

    /// <summary>The same of bcoin, whose addresses begin otherwise.</summary>
    public static readonly BitcoinNetwork BcoinRegtest = new(
        "bcoin-regtest",
        "rb",
        new(PublicKeyHash: 0x3c, ScriptHash: 0x26, PrivateKey: 0x5a),
        HalvingIntervalRegtest,
        Target.WithLeadingZeros(1),
        RegtestGenesis);

    /// <summary>All of them.</summary>
    public static readonly Sequence<BitcoinNetwork> All =
        [Mainnet, Testnet, Testnet4, Signet, Regtest, BcoinRegtest];

    /// <summary>True on one machine, where blocks cost nothing.</summary>
    public bool IsLocal => Genesis == RegtestGenesis;
}
