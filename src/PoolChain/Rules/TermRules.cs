using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Rules;

/// <summary>Terms begin with the schedule's epochs; with them, and only then, the voters change.</summary>
internal static class TermRules
{
    /// <summary>Before a block's operations: tells the term.</summary>
    internal static ChainState Begin(ChainRules rules, ChainState state)
    {
        Term term = rules.Clock.EpochAt(state.Tick).TryGet(out Epoch epoch)
            ? rules.Terms.TermAt(epoch)
            : default;
        return state with { Term = term };
    }

    /// <summary>
    /// After the operations of a term's first block: names the voters from the next block on.
    /// </summary>
    internal static ChainState End(ChainState state, Term termOfParent) => state.Term == termOfParent
        ? state
        : state with
        {
            Voters = state.Operators
                .Where(o => IsVoter(state, o))
                .Select(static o => new Voter(o.Id, o.Record.Identity.IdentityKey))
                .ToSequence(),
        };

    /// <summary>Who leaves goes on voting while it holds or hands over a share.</summary>
    private static bool IsVoter(ChainState state, OperatorEntry entry) =>
        !entry.Leaving.TryGet(out Term last) || last >= state.Term || HoldsShare(state, entry.Id);

    private static bool HoldsShare(ChainState state, OperatorId id) => state.Pools.Any(
        p => p.Serving.TryGet(out Tenure? tenure) && tenure.Sharing.ShareOf(id) is not null);
}
