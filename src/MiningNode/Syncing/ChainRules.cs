using TrustlessPools.MiningNode.Storage;

namespace TrustlessPools.MiningNode.Syncing;

/// <summary>Where rules begin on what a store holds.</summary>
public static class ChainRules
{
    /// <summary>The state before the first block of a store.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="store">A store of that rule.</param>
    /// <exception cref="MiningStoreException">DamagedStore: its state is none of the rule's.</exception>
    public static TState BaseOf<TState>(this IChainRule<TState> rule, MiningStore store)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(store);
        if (store.State is not { } bytes)
        {
            return rule.Begin();
        }

        return rule.TryDecode(bytes, out TState? state)
            ? state
            : throw store.Damaged("a state that the rule does not read");
    }
}
