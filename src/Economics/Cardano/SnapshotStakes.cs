using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Cardano;

/// <summary>The sums of a snapshot that rewards need.</summary>
internal sealed class SnapshotStakes
{
    private readonly Dictionary<PoolId, int> _pools = [];
    private readonly Lovelace[] _stakes;
    private readonly Lovelace[] _ownersStakes;
    private readonly bool[] _isOwner;

    /// <summary>Adds up a snapshot.</summary>
    internal SnapshotStakes(StakeSnapshot snapshot)
    {
        ReadOnlySpan<StakePool> pools = snapshot.Pools.AsSpan();
        for (int i = 0; i < pools.Length; i++)
        {
            Invariant.Holds(_pools.TryAdd(pools[i].Id, i), "A snapshot has a pool once.");
        }

        _stakes = new Lovelace[pools.Length];
        _ownersStakes = new Lovelace[pools.Length];
        _isOwner = new bool[snapshot.Delegations.Count];
        Dictionary<StakeCredential, int> delegations = AddDelegations(snapshot.Delegations.AsSpan());
        for (int i = 0; i < pools.Length; i++)
        {
            AddOwners(i, pools[i], snapshot.Delegations.AsSpan(), delegations);
        }
    }

    /// <summary>All stake that is delegated.</summary>
    internal Lovelace Active { get; private set; }

    /// <summary>The place of a pool in the snapshot, or -1.</summary>
    internal int IndexOf(PoolId pool) => _pools.TryGetValue(pool, out int index) ? index : -1;

    /// <summary>A pool's stake by its place in the snapshot.</summary>
    internal PoolStake Of(int index, StakePool pool) =>
        new(pool.Id, _stakes[index], pool.Pledge, _ownersStakes[index]);

    /// <summary>True for a delegation, by its place, of an owner to a pool of its own.</summary>
    internal bool IsOwner(int delegation) => _isOwner[delegation];

    private Dictionary<StakeCredential, int> AddDelegations(ReadOnlySpan<Delegation> delegations)
    {
        var places = new Dictionary<StakeCredential, int>(delegations.Length);
        for (int i = 0; i < delegations.Length; i++)
        {
            (StakeCredential credential, PoolId pool, Lovelace stake) = delegations[i];
            Invariant.Holds(
                i == 0 || delegations[i - 1].Credential.Value < credential.Value,
                "A snapshot's credentials ascend strictly.");
            int index = IndexOf(pool);
            Invariant.Holds(index >= 0, "A delegation names a pool of its snapshot.");
            places.Add(credential, i);
            _stakes[index] += stake;
            Active += stake;
        }

        return places;
    }

    private void AddOwners(
        int index,
        StakePool pool,
        ReadOnlySpan<Delegation> delegations,
        Dictionary<StakeCredential, int> places)
    {
        foreach (StakeCredential owner in pool.Owners.AsSpan())
        {
            // An owner who delegates elsewhere is an ordinary member there; one named twice counts once.
            if (places.TryGetValue(owner, out int i) && delegations[i].Pool == pool.Id && !_isOwner[i])
            {
                _isOwner[i] = true;
                _ownersStakes[index] += delegations[i].Stake;
            }
        }
    }
}
