using TrustlessPools.Cryptography.SecretSharing;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>
/// An attempt ends once: it is activated or it has failed, and the block that says so is final.
/// </summary>
internal static class AttemptEnd
{
    /// <summary>The recipients hold the key now, and sign from the boundary on.</summary>
    internal static ChainState Activate(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony, Slot boundary)
    {
        PublicSharing outcome = ceremony.Outcome.Value;
        Invariant.Holds(
            pool.GroupKey is not { } key || key == outcome.GroupKey, "A pool's public key never changes.");
        Invariant.Holds(state.Tick <= ceremony.Deadline, "Nothing is activated after its deadline.");
        var settling = new SettlingState(
            ceremony.Context,
            pool.Serving,
            SourceFloor.Of(pool, rules.SlotsPerEpoch),
            ceremony.CountedDealings.ToSequence(),
            ceremony.Confirmed,
            [],
            []);
        return state.With(pool with
        {
            Serving = new(new Tenure(ceremony.Context.Id.Term, ceremony.Context.Root, outcome, boundary)),
            Ceremony = default,
            Settling = new(settling),
        });
    }

    /// <summary>
    /// The attempt has failed for good, its fences are lifted, and the next attempt begins if there is one.
    /// </summary>
    internal static ChainState Fail(
        ChainRules rules, ChainState state, PoolState pool, CeremonyState ceremony, AttemptFailure reason)
    {
        foreach (OperatorId silent in Silent(ceremony, reason))
        {
            state = state.With(new Fault(
                silent, KindFor(reason), state.Height, pool.Definition.Id, ceremony.Context.Root));
        }

        PoolState ended = pool with
        {
            Ceremony = default,
            LastFailure = new(new FailedAttempt(ceremony.Context.Root, reason)),
        };
        bool triesAgain = reason is not AttemptFailure.Superseded
            && ceremony.Context.Id.Attempt + 1 < rules.Windows.Attempts;
        return state.With(triesAgain
            ? AttemptStart.Next(rules, ended, ceremony, state.Tick)
            : ended);
    }

    private static IEnumerable<OperatorId> Silent(CeremonyState ceremony, AttemptFailure reason)
    {
        IEnumerable<OperatorId> recipients = ceremony.Context.Recipients.Select(static r => r.Member);
        return reason switch
        {
            AttemptFailure.TooFewReveals => recipients.Except(ceremony.Revealed.Select(static r => r.Member)),
            AttemptFailure.TooFewConfirmations => recipients.Except(ceremony.Confirmed),
            AttemptFailure.TooFewFences =>
                ceremony.Context.Old.Value.Members.Select(static m => m.Member).Except(ceremony.Fenced),
            _ => [],
        };
    }

    private static FaultKind KindFor(AttemptFailure reason) => reason switch
    {
        AttemptFailure.TooFewReveals => FaultKind.NoReveal,
        AttemptFailure.TooFewConfirmations => FaultKind.NoConfirmation,
        AttemptFailure.TooFewFences => FaultKind.NoFence,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
