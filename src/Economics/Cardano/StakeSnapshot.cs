using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>Who delegated how much to which pool, as it stood at an epoch's boundary.</summary>
/// <param name="Delegations">One for each credential, strictly ascending by it.</param>
/// <param name="Pools">Every pool that a delegation names, once; in any order.</param>
/// <remarks>
/// Rewards are computed from the snapshot <c>go</c>, which is two boundaries old. Spec:
/// docs/spec/delegation.md#snapshots.
/// </remarks>
public sealed record StakeSnapshot(Sequence<Delegation> Delegations, Sequence<StakePool> Pools);

/// <summary>A credential's stake, all of which is delegated to one pool.</summary>
public readonly record struct Delegation(StakeCredential Credential, PoolId Pool, Lovelace Stake);

/// <summary>The number of whoever holds stake, and of the account that its rewards go to.</summary>
/// <remarks>The default value is zero and valid.</remarks>
public readonly record struct StakeCredential(uint Value);

/// <summary>A pool as it was registered.</summary>
public sealed record StakePool
{
    /// <summary>Which pool.</summary>
    public required PoolId Id { get; init; }

    /// <summary>What the owners declare to delegate; if they delegate less, the pool earns nothing.</summary>
    public required Lovelace Pledge { get; init; }

    /// <summary>What the leader takes of the pool's reward first.</summary>
    public required Lovelace Cost { get; init; }

    /// <summary>The part of the rest that the leader takes next, 0..1.</summary>
    public required Ratio Margin { get; init; }

    /// <summary>Whose delegations to this pool are its pledge, and earn as the leader.</summary>
    public required Sequence<StakeCredential> Owners { get; init; }

    /// <summary>Where the leader's reward goes; need not be an owner's.</summary>
    public required StakeCredential RewardAccount { get; init; }
}
