using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Duties;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Simulation.Checkers;

/// <summary>
/// A pool's public key never changes, all agree on its tenures, and no slot is signed by two committees: at
/// most one of them has t signers for it.
/// </summary>
public sealed class TenureChecker : IObserver
{
    private readonly Dictionary<PoolId, G1Bytes> _keys = [];
    private readonly Dictionary<(PoolId, Term), Tenure> _tenures = [];
    private readonly Dictionary<(PoolId Pool, Slot Slot, Hash32 Tenure), HashSet<OperatorId>> _signers = [];

    /// <summary>How many hand-overs were seen, of all pools.</summary>
    public int HandOvers => _tenures.Count - _keys.Count;

    /// <summary>How many attempts failed, as seen by all operators together.</summary>
    public int Failures { get; private set; }

    public void Told(Cluster cluster, SimulatedOperator who, OperatorEvent happened)
    {
        switch (happened)
        {
            case OperatorEvent.TenureActivated activated:
                Check(activated.Pool, activated.Tenure);
                break;
            case OperatorEvent.AttemptFailed:
                Failures++;
                break;
        }
    }

    public void Sent(Cluster cluster, SimulatedOperator who, OperatorId to, ByteString bytes)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(who);
        if (PeerMessage.Ssz.Deserialize(bytes.AsSpan())
            is PartialMessage { Duty: { Kind: DutyKind.Attestation } duty })
        {
            var key = (duty.Pool, duty.Slot, duty.Tenure);
            if (!_signers.TryGetValue(key, out HashSet<OperatorId>? signers))
            {
                _signers.Add(key, signers = []);
            }

            if (signers.Add(who.Id) && signers.Count >= cluster.Settings.Threshold)
            {
                CheckOthers(cluster, duty);
            }
        }
    }

    /// <summary>The members that signed a slot for a tenure.</summary>
    public IReadOnlySet<OperatorId> SignersOf(PoolId pool, Slot slot, Hash32 tenure) =>
        _signers.TryGetValue((pool, slot, tenure), out HashSet<OperatorId>? signers)
            ? signers
            : new HashSet<OperatorId>();

    private void CheckOthers(Cluster cluster, DutyId duty)
    {
        foreach (((PoolId pool, Slot slot, Hash32 tenure), HashSet<OperatorId> signers) in _signers)
        {
            if (pool == duty.Pool
                && slot == duty.Slot
                && tenure != duty.Tenure
                && signers.Count >= cluster.Settings.Threshold)
            {
                throw new SafetyViolationException($"Two committees signed slot {slot} for pool {pool}.");
            }
        }
    }

    private void Check(PoolId pool, Tenure tenure)
    {
        if (_keys.TryGetValue(pool, out G1Bytes key) && key != tenure.Sharing.GroupKey)
        {
            throw new SafetyViolationException($"The key of pool {pool} changed in term {tenure.Term}.");
        }

        if (_tenures.TryGetValue((pool, tenure.Term), out Tenure? known) && known != tenure)
        {
            throw new SafetyViolationException($"Two tenures of pool {pool} in term {tenure.Term}.");
        }

        _keys[pool] = tenure.Sharing.GroupKey;
        _tenures[(pool, tenure.Term)] = tenure;
    }
}
