using TrustlessPools.MiningNode.Following;
using TrustlessPools.MiningNode.Rpc;
using TrustlessPools.MiningNode.Storage;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Syncing;

/// <summary>Keeps a rule's state beside a node's chain: follows, judges, and makes it durable.</summary>
/// <remarks>
/// States of blocks that can be undone are kept in memory, and share what they have in common. Once there are
/// twice as many as may be undone, the older half is given up. Spec: docs/spec/mining-node.md#following.
/// </remarks>
/// <typeparam name="TState">The rule's state.</typeparam>
public sealed class ChainSync<TState>
{
    private readonly ChainFollower _follower;
    private readonly MiningStore _store;
    private readonly IChainRule<TState> _rule;
    private readonly int _undoable;

    // The state before the store's first block, then the one after each block.
    private readonly List<TState> _states = [];

    /// <summary>Goes on from what a store holds, which is judged again.</summary>
    /// <param name="follower">Finds the steps.</param>
    /// <param name="store">Holds what was followed; owned by the caller.</param>
    /// <param name="rule">Judges.</param>
    /// <param name="undoable">How many blocks can be undone at least; 1 or more.</param>
    /// <exception cref="MiningStoreException">DamagedStore: its state is none of the rule's.</exception>
    public ChainSync(ChainFollower follower, MiningStore store, IChainRule<TState> rule, int undoable)
    {
        ArgumentNullException.ThrowIfNull(follower);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfLessThan(undoable, 1);
        (_follower, _store, _rule, _undoable) = (follower, store, rule, undoable);
        _states.Add(rule.BaseOf(store));
        foreach (StoredBlock stored in store.Blocks())
        {
            _states.Add(rule.Apply(State, stored.Block).State);
        }
    }

    /// <summary>The state after the last block.</summary>
    public TState State => _states[^1];

    /// <summary>Takes the next steps, if there are any.</summary>
    /// <returns>What was done, and is durable; empty when there is nothing new.</returns>
    /// <exception cref="BitcoinNodeException">The node cannot be followed; nothing has changed.</exception>
    public async Task<Sequence<ChainStep>> AdvanceAsync(CancellationToken cancel)
    {
        Sequence<ChainStep> steps = await _follower.NextAsync(_store, cancel);
        if (steps.Count > 0)
        {
            Take(steps);
        }

        return steps;
    }

    /// <summary>Takes steps until there is nothing new.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        while ((await AdvanceAsync(cancel)).Count > 0)
        {
        }
    }

    private void Take(Sequence<ChainStep> steps)
    {
        var writes = new List<StoreWrite>();
        var states = new List<TState>(_states);
        foreach (ChainStep step in steps)
        {
            writes.Add(WriteOf(step, states));
        }

        int given = states.Count - 1 - _undoable;
        if (given > _undoable)
        {
            var first = new Height(_store.First.Value + (ulong)given);
            writes.Add(new StoreWrite.Rebase(first, _rule.Encode(states[given])));
            states.RemoveRange(0, given);
        }

        _store.Commit(writes);

        // From here it must succeed.
        _states.Clear();
        _states.AddRange(states);
    }

    private StoreWrite WriteOf(ChainStep step, List<TState> states)
    {
        if (step is ChainStep.Connect connect)
        {
            (TState state, ByteString judgement) = _rule.Apply(states[^1], connect.Block);
            states.Add(state);
            return new StoreWrite.Append(new(connect.Block, judgement));
        }

        states.RemoveAt(states.Count - 1);
        return new StoreWrite.RemoveLast(((ChainStep.Disconnect)step).Height);
    }
}
