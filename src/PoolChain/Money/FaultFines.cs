using TrustlessPools.Ledger.Collateral;
using TrustlessPools.Ledger.Delegation;
using TrustlessPools.Ledger.Operations;
using TrustlessPools.Ledger.Replacement;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Money;

/// <summary>Faults that a block established are fined in it; a ceremony that was served ends a row.</summary>
/// <remarks>Spec: docs/spec/money.md#fines.</remarks>
internal static class FaultFines
{
    /// <summary>The class that a fault's fine follows.</summary>
    internal static FaultClass ClassOf(FaultKind kind) => kind switch
    {
        FaultKind.Absence => FaultClass.Absence,
        FaultKind.NoDealing or FaultKind.NoDisputeAnswer or FaultKind.NoReveal or FaultKind.NoConfirmation
            or FaultKind.NoFence or FaultKind.NoKey => FaultClass.Silence,
        _ => FaultClass.Provable,
    };

    /// <summary>After a block's operations.</summary>
    internal static ChainState Settle(ChainRules rules, ChainState before, ChainState state)
    {
        if (!rules.Genesis.Money.Parameters.Replacement.TryGet(out ReplacementParameters? replacement))
        {
            return state;
        }

        foreach (Fault fault in state.Faults.Where(f => f.Height == state.Height).ToArray())
        {
            state = Fine(rules, state, fault, replacement.Fines);
        }

        return NoteServed(before, state);
    }

    private static ChainState Fine(ChainRules rules, ChainState state, Fault fault, FineSchedule schedule)
    {
        OperatorEntry culprit = state.OperatorOf(fault.Culprit)!;
        FinedConduct fined = culprit.Conduct.Missed(ClassOf(fault.Kind), schedule);
        FundId fund = state.PoolOf(fault.Pool)?.Definition.Fund ?? MoneyState.RotatingFund;

        // Who has no bond there has nothing that could be taken, and is out all the same.
        (DelegatedLedger books, _) = DelegationRules.Apply(
            rules.Money, state.Money.Books, new Fine(fund, culprit.Account, fined.Fine));
        return state.With(culprit.Id, fined.Record) with { Money = state.Money with { Books = books } };
    }

    /// <summary>Who confirmed in a ceremony that came to its end did what ceremonies ask.</summary>
    private static ChainState NoteServed(ChainState before, ChainState state)
    {
        foreach (PoolState pool in state.Pools)
        {
            if (!pool.Settling.TryGet(out SettlingState? settling)
                || AttemptOf(before, pool.Definition.Id) == settling.Context.Root)
            {
                continue;
            }

            foreach (OperatorId member in settling.Confirmed)
            {
                bool isFaulty = state.Faults.Any(
                    f => f.Attempt == settling.Context.Root && f.Culprit == member);
                state = isFaulty ? state : state.With(member, Served(state, member));
            }
        }

        return state;
    }

    private static Hash32 AttemptOf(ChainState state, PoolId pool) =>
        state.PoolOf(pool) is { } known && known.Settling.TryGet(out SettlingState? settling)
            ? settling.Context.Root
            : default;

    private static ConductRecord Served(ChainState state, OperatorId member)
    {
        Epoch epoch = state.Beacon.Checkpoint.TryGet(out Epoch known) ? known : default;
        return state.OperatorOf(member)!.Conduct
            .Served(FaultClass.Silence, epoch)
            .Served(FaultClass.Provable, epoch);
    }
}
