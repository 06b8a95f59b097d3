using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.SlashingProtection;
using TrustlessPools.Operator.Chain;
using TrustlessPools.Operator.Duties;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Ceremonies;

/// <summary>Does what the operator owes the ceremonies, and forgets what it must.</summary>
internal static class CeremonySteps
{
    /// <summary>Looks what is due at this head and time.</summary>
    internal static void Attend(Turn turn)
    {
        Erase(turn);
        Operation[] offered = [.. turn.State.Mempool.Own.Values.Select(static o => o.Operation)];
        Dues dues = Participation.Of(
            turn.Rules, turn.Chain, turn.Self, turn.State.Vault, pool => SignedFor(turn, pool), offered);
        foreach (SecretName name in dues.SeedsWanted)
        {
            turn.Add(new OperatorEffect.DrawSeed(name));
        }

        foreach ((SecretName name, SecretBytes share) in dues.Shares)
        {
            Keep(turn, name, share);
        }

        foreach (PoolFence fence in dues.Fences)
        {
            FenceSteps.Record(turn, fence);
        }

        MempoolSteps.SetOwn(turn, dues.Operations.Concat(AbsenceSteps.Due(turn)).Concat(LeavingOf(turn)));
    }

    /// <summary>A seed has been drawn: it is stored before anything is made of it.</summary>
    internal static void TakeSeed(Turn turn, SecretName name, SecretBytes seed)
    {
        if (turn.State.Vault.Find(name) is not null)
        {
            // Drawn twice; the first may already have been used.
            seed.Dispose();
            return;
        }

        Keep(turn, name, seed);
        Attend(turn);
    }

    private static void Keep(Turn turn, SecretName name, SecretBytes secret)
    {
        turn.Add(new OperatorEffect.PutSecret(name, secret));
        turn.State = turn.State with { Vault = turn.State.Vault.With(name, secret) };
    }

    private static void Erase(Turn turn)
    {
        foreach (SecretName name in Erasure.Due(
            turn.Rules, turn.Chain, turn.Tick, turn.Self, turn.State.Vault))
        {
            turn.Add(new OperatorEffect.EraseSecret(name, turn.State.Vault.Find(name)!));
            turn.State = turn.State with { Vault = turn.State.Vault.Without(name) };
            turn.Tell(new OperatorEvent.SecretErased(name.ToString()));
        }
    }

    private static Optional<AttestationWatermark> SignedFor(Turn turn, PoolState pool) =>
        pool.GroupKey is { } key && turn.State.Histories.TryGetValue(key, out SigningHistory? history)
            ? history.Attestation
            : default;

    private static IEnumerable<Operation> LeavingOf(Turn turn) =>
        turn.State.Leaving.TryGet(out Term after)
        && turn.Chain.OperatorOf(turn.Self) is { Leaving.HasValue: false }
        && after >= turn.Chain.Term
            ? [new RetireOperator(after)]
            : [];
}
