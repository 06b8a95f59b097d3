using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>What a certified epoch report does to money, in the block that holds it.</summary>
/// <remarks>Spec: docs/spec/money.md#reports.</remarks>
internal static class ReportAccounting
{
    internal static ChainState Take(ChainRules rules, ChainState state, EpochStatement statement)
    {
        var teller = new Teller(rules, state.Money);

        // Gains belong to the reward epoch that runs until now, losses and delays to the epoch that is
        // reported.
        Sequence<PoolState> pools = Enter(rules, teller, state, state.Pools, statement, static e => e.Gain());
        teller.Advance(statement.Checkpoint);
        pools = Enter(rules, teller, state, pools, statement, static e => e.Lose());
        return state with { Money = teller.ToMoney(), Pools = pools };
    }

    private static Sequence<PoolState> Enter(
        ChainRules rules,
        Teller teller,
        ChainState state,
        Sequence<PoolState> pools,
        EpochStatement statement,
        Func<ReportEntry, PoolStake> enter) => pools.Map(pool =>
        pool.Stake.TryGet(out PoolStake? stake) && ReportOf(statement, pool) is { } report
            ? pool with
            {
                Stake = new(enter(new(rules, teller, state, pool, stake, report, statement))),
            }
            : pool);

    private static PoolReport? ReportOf(EpochStatement statement, PoolState pool)
    {
        foreach (PoolReport report in statement.Pools.AsSpan())
        {
            if (report.Pool == pool.Definition.Id)
            {
                return report;
            }
        }

        return null;
    }
}
