using TrustlessPools.Bitcoin.Blocks;

namespace TrustlessPools.Bitcoin.Networks;

/// <summary>What differs from one Bitcoin network to another.</summary>
/// <param name="Name">As Bitcoin Core calls it, and in lower case.</param>
/// <param name="HumanReadablePart">The beginning of its segwit addresses (BIP-0173).</param>
/// <param name="Prefixes">The first bytes of its base58 addresses.</param>
/// <param name="HalvingInterval">The blocks after which the subsidy halves; 1 or more.</param>
/// <param name="TargetMax">The easiest target that there may be.</param>
public sealed record BitcoinNetwork(
    string Name, string HumanReadablePart, Base58Prefixes Prefixes, uint HalvingInterval, Target TargetMax)
{
    private const uint HalvingIntervalPublic = 210_000;
    private const uint HalvingIntervalRegtest = 150;

    // 00000377ae000000...: the limit of the default signet, as a compact form holds it.
    private static readonly Target SignetTargetMax = Target.TryFromBits(0x1e0377ae) ?? default;

    private static readonly Base58Prefixes ForTests =
        new(PublicKeyHash: 0x6f, ScriptHash: 0xc4, PrivateKey: 0xef);

    /// <summary>The network whose coins are money.</summary>
    public static readonly BitcoinNetwork Mainnet = new(
        "main",
        "bc",
        new(PublicKeyHash: 0x00, ScriptHash: 0x05, PrivateKey: 0x80),
        HalvingIntervalPublic,
        Target.WithLeadingZeros(32));

    /// <summary>The public test network.</summary>
    public static readonly BitcoinNetwork Testnet =
        new("test", "tb", ForTests, HalvingIntervalPublic, Target.WithLeadingZeros(32));

    /// <summary>The public test network whose blocks are signed (BIP-0325).</summary>
    public static readonly BitcoinNetwork Signet =
        new("signet", "tb", ForTests, HalvingIntervalPublic, SignetTargetMax);

    /// <summary>Bitcoin Core's network on one machine.</summary>
    public static readonly BitcoinNetwork Regtest =
        new("regtest", "bcrt", ForTests, HalvingIntervalRegtest, Target.WithLeadingZeros(1));

    /// <summary>The same of bcoin, whose addresses begin otherwise.</summary>
    public static readonly BitcoinNetwork BcoinRegtest = new(
        "bcoin-regtest",
        "rb",
        new(PublicKeyHash: 0x3c, ScriptHash: 0x26, PrivateKey: 0x5a),
        HalvingIntervalRegtest,
        Target.WithLeadingZeros(1));
}
