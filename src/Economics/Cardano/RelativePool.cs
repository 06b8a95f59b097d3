namespace TrustlessPools.Economics.Cardano;

/// <summary>What the reward curve sees of a pool, each amount as a part of all ada in circulation.</summary>
/// <param name="Stake">sigma: all stake that is delegated to the pool, 0..1.</param>
/// <param name="Pledge">p: what the owners declared to keep in the pool, not what they keep.</param>
/// <param name="OwnersStake">s: what the owners do keep in the pool, at most sigma.</param>
/// <remarks>
/// The whole is the circulation, not the active stake. Spec: docs/spec/delegation.md#curve.
/// </remarks>
public readonly record struct RelativePool<T>(T Stake, T Pledge, T OwnersStake)
    where T : struct;
