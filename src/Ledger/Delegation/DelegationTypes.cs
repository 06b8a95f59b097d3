using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>The schemas of delegation's own small types, and the most that there is of each.</summary>
public static class DelegationTypes
{
    /// <summary>The most pools that were ever registered.</summary>
    public const int PoolsMax = 1 << 16;

    /// <summary>The most stakes of a snapshot, and the most liquid delegations.</summary>
    public const int StakesMax = 1 << 30;

    /// <summary>A reward epoch's number.</summary>
    public static SszType<RewardEpoch> RewardEpoch { get; } =
        SszTypes.Uint64.As(static v => new RewardEpoch(v), static e => e.Value);

    /// <summary>A part in millionths, 0 to 1,000,000.</summary>
    public static SszType<uint> Millionths { get; } =
        SszTypes.Uint32.As(static v => (uint)v, static m => m, static v => v <= Fund.MarginWhole);
}
