using TrustlessPools.Consensus;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Operator.Duties;
using TrustlessPools.Operator.Messages;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Simulation.Checkers;

/// <summary>No two slashable signatures: of no operator's share, and of no committee.</summary>
/// <remarks>
/// Written apart from the slashing protection that it checks, from the consensus specification's
/// <c>is_slashable_attestation_data</c>. A committee signs when t of its members do, of one tenure or
/// another.
/// </remarks>
public sealed class SlashingChecker : IObserver
{
    private readonly Dictionary<Hash32, AttestationData> _votes = [];
    private readonly Dictionary<(PoolId, Hash32), HashSet<OperatorId>> _signers = [];
    private readonly Dictionary<(PoolId, OperatorId), HashSet<Hash32>> _signed = [];

    /// <summary>How many partial signatures were checked.</summary>
    public int Partials { get; private set; }

    public void Sent(Cluster cluster, SimulatedOperator who, OperatorId to, ByteString bytes)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(who);
        switch (PeerMessage.Ssz.Deserialize(bytes.AsSpan()))
        {
            case DutyVoteMessage { Envelope: { } envelope }:
                Learn(cluster, envelope);
                break;
            case PartialMessage { Duty.Kind: DutyKind.Attestation } partial:
                Check(cluster, who.Id, partial);
                break;
        }
    }

    /// <summary>The beacon chain, too, has seen no offence.</summary>
    public static void AssertNobodyIsSlashed(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (cluster.Beacon.Chain is { } chain && chain.State.Validators.Any(static v => v.Slashed))
        {
            throw new SafetyViolationException("The beacon chain has slashed a validator.");
        }
    }

    private static bool IsSlashable(AttestationData a, AttestationData b) =>
        (a != b && a.Target.Epoch == b.Target.Epoch)
        || (a.Source.Epoch < b.Source.Epoch && b.Target.Epoch < a.Target.Epoch)
        || (b.Source.Epoch < a.Source.Epoch && a.Target.Epoch < b.Target.Epoch);

    private void Learn(Cluster cluster, QbftEnvelope envelope)
    {
        if (envelope.Value.Length > 0
            && cluster.Beacon.Chain is { } chain
            && AttestationData.Ssz.TryRead(envelope.Value.AsSpan(), out AttestationData? vote))
        {
            _votes[chain.Config.Forks.SigningRoot(vote, chain.State.GenesisValidatorsRoot)] = vote;
        }
    }

    private void Check(Cluster cluster, OperatorId who, PartialMessage partial)
    {
        if (!_votes.TryGetValue(partial.SigningRoot, out AttestationData? vote))
        {
            throw new SafetyViolationException(
                $"Operator {who} signed {partial.SigningRoot}, which nobody proposed.");
        }

        PoolId pool = partial.Duty.Pool;
        HashSet<Hash32> own = Of(_signed, (pool, who));
        if (!own.Add(partial.SigningRoot))
        {
            return;
        }

        Partials++;
        foreach (Hash32 other in own)
        {
            if (IsSlashable(_votes[other], vote))
            {
                throw new SafetyViolationException(
                    $"Operator {who} signed {_votes[other]} and {vote} for pool {pool}.");
            }
        }

        Of(_signers, (pool, partial.SigningRoot)).Add(who);
        CheckCommittees(cluster, pool, partial.SigningRoot, vote);
    }

    private void CheckCommittees(Cluster cluster, PoolId pool, Hash32 root, AttestationData vote)
    {
        int threshold = cluster.Settings.Threshold;
        if (Of(_signers, (pool, root)).Count < threshold)
        {
            return;
        }

        foreach (((PoolId otherPool, Hash32 otherRoot), HashSet<OperatorId> signers) in _signers)
        {
            if (otherPool == pool && signers.Count >= threshold && IsSlashable(_votes[otherRoot], vote))
            {
                throw new SafetyViolationException($"Pool {pool} signed {_votes[otherRoot]} and {vote}.");
            }
        }
    }

    private static HashSet<TValue> Of<TKey, TValue>(Dictionary<TKey, HashSet<TValue>> sets, TKey key)
        where TKey : notnull
    {
        if (!sets.TryGetValue(key, out HashSet<TValue>? set))
        {
            set = [];
            sets.Add(key, set);
        }

        return set;
    }
}
