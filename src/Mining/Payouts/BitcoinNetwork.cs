namespace TrustlessPools.Mining.Payouts;

/// <summary>Which Bitcoin network a payout is for.</summary>
public enum BitcoinNetwork
{
    /// <summary>Where coins are money.</summary>
    Mainnet,

    /// <summary>A public network for tests.</summary>
    Testnet,

    /// <summary>A network for tests whose blocks are signed.</summary>
    Signet,

    /// <summary>A network of one's own, whose coins are worth nothing.</summary>
    Regtest,
}
