using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Node.Api;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Devnet;

/// <summary>What a pool has done in a devnet so far.</summary>
internal sealed class PoolProgress(PoolId id)
{
    private readonly SortedSet<Slot> _made = [];
    private readonly SortedSet<Slot> _missed = [];
    private readonly SortedSet<Term> _terms = [];
    private readonly SortedDictionary<Slot, Duration> _signedAfter = [];

    /// <summary>Its number.</summary>
    internal PoolId Id => id;

    /// <summary>What the operators say of it.</summary>
    internal PoolStatus? Status { get; private set; }

    /// <summary>The key that the ceremony generated.</summary>
    internal G1Bytes? GroupKey { get; private set; }

    /// <summary>True when another key was ever seen, which must never be.</summary>
    internal bool HasKeyChanged { get; private set; }

    /// <summary>Attestations that a beacon node took.</summary>
    internal int Made => _made.Count;

    /// <summary>Attestations whose time passed without the committee's signature.</summary>
    internal int Missed => _missed.Count(s => !_made.Contains(s));

    /// <summary>Hand-overs so far: committees after the first.</summary>
    internal int HandOvers => Math.Max(_terms.Count - 1, 0);

    /// <summary>The terms whose committees were activated.</summary>
    internal IReadOnlySet<Term> Terms => _terms;

    /// <summary>What attesting brought, by the beacon node's word.</summary>
    internal Earnings Earned { get; private set; }

    /// <summary>
    /// From a slot's start until the first member had the committee's signature, for each slot.
    /// </summary>
    internal IEnumerable<Duration> SignedAfter => _signedAfter.Values;

    internal void Signed(Slot slot, Duration after)
    {
        if (!_signedAfter.TryGetValue(slot, out Duration known) || after < known)
        {
            _signedAfter[slot] = after;
        }
    }

    internal void Attested(Slot slot) => _made.Add(slot);

    internal void Missing(Slot slot) => _missed.Add(slot);

    internal void Activated(Term term) => _terms.Add(term);

    internal void Earn(Earnings more) => Earned += more;

    internal void Take(PoolStatus status)
    {
        Status = status;
        if (status.GroupKey.TryGet(out G1Bytes key))
        {
            GroupKey ??= key;
            HasKeyChanged |= GroupKey != key;
        }
    }
}
