using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>Which secrets an operator must forget.</summary>
/// <remarks>
/// Old shares of a fixed key cannot be revoked, so they are erased: after the boundary plus a grace period,
/// once every recipient has confirmed or a stated bound has passed, by the operator's own clock. What a
/// failed attempt derived goes at once. Encryption keys go with their attempt, since the dealings that they
/// open stay on the chain for ever.
/// </remarks>
public static class Erasure
{
    /// <summary>The secrets whose time is over.</summary>
    /// <param name="rules">The network's.</param>
    /// <param name="state">The chain's head state.</param>
    /// <param name="now">By the operator's clock.</param>
    /// <param name="self">The operator.</param>
    /// <param name="vault">What it holds.</param>
    public static IReadOnlyList<SecretName> Due(
        ChainRules rules, ChainState state, Tick now, OperatorId self, Vault vault)
    {
        ArgumentNullException.ThrowIfNull(vault);
        return [.. vault.Secrets.Keys.Where(name => !IsNeeded(rules, state, now, self, name))];
    }

    private static bool IsNeeded(
        ChainRules rules, ChainState state, Tick now, OperatorId self, SecretName name) =>
        name.Kind switch
        {
            SecretKind.EncryptionKey => IsKeyNeeded(rules, state, now, self, name),
            SecretKind.Dealing => state.PoolOf(name.Pool) is { } pool
                && (IsUnderWay(pool, name.Attempt)
                    || (IsSettling(pool, name.Attempt) && !IsSettled(rules, pool, now))),
            SecretKind.Share => state.PoolOf(name.Pool) is { } pool
                && (IsUnderWay(pool, name.Attempt)
                    || IsServing(pool, name.Attempt)
                    || (IsOutgoing(pool, name.Attempt) && !IsSettled(rules, pool, now))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static bool IsKeyNeeded(
        ChainRules rules, ChainState state, Tick now, OperatorId self, SecretName name)
    {
        CeremonyWindows windows = rules.Genesis.Parameters.Windows;
        bool isSpare = name.AttemptNumber >= windows.Attempts;
        if (name.Term > state.Draw.Term
            || (name.Term == state.Draw.Term && !(isSpare && state.Draw.AreSparesUsed)))
        {
            return true;
        }

        return state.Pools.Any(pool =>
            (pool.Ceremony.TryGet(out CeremonyState? ceremony)
                && ceremony.Context.Id.Term == name.Term
                && (ceremony.Context.Id.Replacement > 0) == isSpare
                && windows.KeyOf(ceremony.Context.Id) <= name.AttemptNumber)
            || (pool.Settling.TryGet(out SettlingState? settling)
                && settling.Context.Id.Term == name.Term
                && windows.KeyOf(settling.Context.Id) == name.AttemptNumber
                && settling.Context.RecipientIndex(self) >= 0
                && !settling.Confirmed.Contains(self)
                && !IsSettled(rules, pool, now)));
    }

    private static bool IsUnderWay(PoolState pool, Hash32 attempt) =>
        pool.Ceremony.TryGet(out CeremonyState? ceremony) && ceremony.Context.Root == attempt;

    private static bool IsServing(PoolState pool, Hash32 attempt) =>
        pool.Serving.TryGet(out Tenure? serving) && serving.Attempt == attempt;

    private static bool IsSettling(PoolState pool, Hash32 attempt) =>
        pool.Settling.TryGet(out SettlingState? settling) && settling.Context.Root == attempt;

    private static bool IsOutgoing(PoolState pool, Hash32 attempt) =>
        pool.Settling.TryGet(out SettlingState? settling)
        && settling.Outgoing.TryGet(out Tenure? outgoing)
        && outgoing.Attempt == attempt;

    /// <summary>True when the old committee's time is over and nobody may still need its help.</summary>
    private static bool IsSettled(ChainRules rules, PoolState pool, Tick now)
    {
        SettlingState settling = pool.Settling.Value;
        Tick boundary = rules.Clock.TickOf(pool.Serving.Value.Boundary);
        bool allConfirmed = settling.Confirmed.Count == settling.Context.Recipients.Count;
        return now >= boundary + rules.Genesis.Parameters.Windows.ErasureGrace
            && (allConfirmed || now >= boundary + rules.Genesis.Parameters.Windows.ErasureBound);
    }
}
