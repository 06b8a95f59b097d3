using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>What one pool gives to one account.</summary>
/// <param name="Account">Whom it is due to.</param>
/// <param name="Pool">Which pool earned it.</param>
/// <param name="Kind">What for.</param>
/// <param name="Amount">How much; never zero.</param>
public readonly record struct Reward(
    StakeCredential Account, PoolId Pool, RewardKind Kind, Lovelace Amount);

/// <summary>What an account is rewarded for.</summary>
public enum RewardKind
{
    /// <summary>Delegating to the pool: a part by stake, after cost and margin.</summary>
    Member = 0,

    /// <summary>Leading the pool: cost, margin, and the part of all owners by stake.</summary>
    Leader = 1,
}
