using TrustlessPools.Economics.Ethereum;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Leverage;

/// <summary>The network in which a strategy has its price.</summary>
public sealed record StakedNetwork
{
    /// <summary>T: the active stake of all, pools included.</summary>
    public required Gwei ActiveStake { get; init; }

    /// <summary>The effective balance of a validator, whole ether. Default 32 ETH.</summary>
    public Gwei ValidatorStake { get; init; } = Gwei.ValidatorStake;

    /// <summary>The protocol's numbers. Default mainnet's as of Fulu.</summary>
    public BeaconParameters Beacon { get; init; } = BeaconParameters.Mainnet;

    /// <summary>34 million ETH, at which the numbers of the specification are computed.</summary>
    public static StakedNetwork Reference { get; } = new() { ActiveStake = new(34_000_000_000_000_000) };

    /// <summary>The most validators that the stake can make up.</summary>
    public ulong ValidatorsMax =>
        ValidatorStake.Value == 0 ? ulong.MaxValue : ActiveStake.Value / ValidatorStake.Value;
}
