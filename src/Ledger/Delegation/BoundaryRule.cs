using TrustlessPools.Ledger.Operations;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ledger.Delegation;

/// <summary>What a boundary of reward epochs does, in this order: pay, note, change terms, retire.</summary>
/// <remarks>
/// Spec: docs/spec/delegation.md#boundary. The order is that of the rule EPOCH of cardano-ledger,
/// Shelley/Rules/Epoch.hs: SNAP, future parameters, POOLREAP, behind the update of rewards.
/// </remarks>
internal static class BoundaryRule
{
    internal static (DelegatedLedger State, Refusal? Refusal) Apply(
        DelegationParameters parameters, DelegatedLedger state, BeginEpoch operation)
    {
        RewardEpoch next = state.Delegation.Epoch.Next;
        Refusal? refusal = operation.Epoch != next ? DelegationRefusals.WrongEpoch(operation.Epoch, next)
            : !state.IsBoundaryDue(parameters)
                ? DelegationRefusals.NotAtBoundary(state.Ledger.Now, parameters.StartOf(next))
                : operation.Income.FlawAmong(state.Delegation.Pools.Count);
        if (refusal is not null)
        {
            return (state, refusal);
        }

        EpochRewards rewards = EpochRewards.Of(parameters, state.Delegation.Go, operation.Income);
        (LedgerState paid, refusal) = Pay(parameters, state, rewards);
        if (refusal is not null)
        {
            return (state, refusal);
        }

        // From here it must succeed.
        DelegatedLedger noted = Note(parameters, state with { Ledger = paid }, rewards.Rewards);
        return (noted with { Delegation = Turn(noted.Delegation, next) }, null);
    }

    private static (LedgerState Ledger, Refusal? Refusal) Pay(
        DelegationParameters parameters, DelegatedLedger state, EpochRewards rewards) =>
        rewards.Rewards.Value == 0
            ? (state.Ledger, null)
            : LedgerRules.Apply(
                parameters.Ledger,
                state.Ledger,
                new PayRewards(rewards.Rewards, rewards.Payouts, state.Delegation.Reserve));

    private static DelegatedLedger Note(
        DelegationParameters parameters, DelegatedLedger state, Gwei rewards) => state with
        {
            Delegation = state.Delegation with
            {
                Mark = SnapshotRule.Take(parameters, state),
                Set = state.Delegation.Mark,
                Go = state.Delegation.Set,
                LastRewards = rewards,
            },
        };

    private static DelegationState Turn(DelegationState state, RewardEpoch next)
    {
        MerkleListBuilder<DelegatedPool, Unmeasured<DelegatedPool>> pools = state.Pools.ToBuilder();
        for (int i = 0; i < pools.Count; i++)
        {
            if (pools[i].NextTerms.TryGet(out PoolTerms? terms))
            {
                pools[i] = pools[i] with { Terms = terms, NextTerms = default };
            }
        }

        return state with
        {
            Epoch = next,
            Pools = pools.ToList(),
            Delegations = state.Delegations
                .Where(d => !pools[(int)d.Pool.Value].IsRetired(next)).ToSequence(),
        };
    }
}
