using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>The division of a pool's reward between its leader and its members, to the lovelace.</summary>
/// <param name="Reward">f: what the pool earned.</param>
/// <param name="Cost">c: what the leader takes first.</param>
/// <param name="Split">How the rest is divided; stakes in lovelace.</param>
/// <remarks>
/// Each part is rounded down by itself, so a pool of n members leaves at most n lovelace, which return to the
/// reserves. Spec: docs/spec/delegation.md#split. Source: cardano-ledger, Rewards.hs.
/// </remarks>
public readonly record struct PoolPayout(Lovelace Reward, Lovelace Cost, RewardSplit<Ratio> Split)
{
    /// <summary>The leader's reward, which includes that of all owners.</summary>
    /// <param name="ownersStake">What the owners delegate to the pool.</param>
    public Lovelace Leader(Lovelace ownersStake) => Reward <= Cost
        ? Reward
        : Cost + (Reward - Cost).ScaleFloor(Split.LeaderPart(ownersStake.Exact));

    /// <summary>The reward of a member that is not an owner.</summary>
    /// <param name="stake">What the member delegates to the pool.</param>
    public Lovelace Member(Lovelace stake) => Reward <= Cost
        ? default
        : (Reward - Cost).ScaleFloor(Split.MemberPart(stake.Exact));
}
