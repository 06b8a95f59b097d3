using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Locks;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>How much of what decides in an epoch is decided by stake that is no longer there.</summary>
/// <param name="Weight">All weight that decides.</param>
/// <param name="Stale">The part of it whose stake has been spent since: it has nothing to lose.</param>
/// <remarks>
/// Spec: docs/spec/delegation.md#custody. In locked custody nothing is stale: stake is there until it is
/// paid out, and the unlock delay is longer than a snapshot decides.
/// </remarks>
public readonly record struct StaleStake(Gwei Weight, Gwei Stale)
{
    /// <summary>Measures the running epoch.</summary>
    public static StaleStake Of(DelegationParameters parameters, DelegatedLedger state)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(state);
        (Gwei weight, Gwei stale) = (default, default);
        var heldIn = new Dictionary<PoolId, SortedDictionary<uint, Gwei>>();
        foreach (SnapshotStake stake in state.Delegation.Set.Stakes.AsSpan())
        {
            Gwei present = parameters.Custody is Custody.Locked
                ? Held(parameters, state, stake, heldIn)
                : state.BalanceOf(stake.Account);
            weight += stake.Amount;
            stale += stake.Amount.MinusOrZero(present);
        }

        return new(weight, stale);
    }

    /// <summary>What is in an account's locks until they are paid out.</summary>
    private static Gwei Held(
        DelegationParameters parameters,
        DelegatedLedger state,
        SnapshotStake stake,
        Dictionary<PoolId, SortedDictionary<uint, Gwei>> heldIn)
    {
        if (!heldIn.TryGetValue(stake.Pool, out SortedDictionary<uint, Gwei>? held))
        {
            DelegatedPool pool = state.Delegation.Pools[(int)stake.Pool.Value];
            Fund fund = state.Ledger.Funds[(int)pool.Fund.Value];
            held = SnapshotRule.ByOwner(
                fund, item => item.Status is LockStatus.Released ? default : parameters.Ledger.Unit);
            heldIn.Add(stake.Pool, held);
        }

        return held.GetValueOrDefault(stake.Account.Value);
    }
}
