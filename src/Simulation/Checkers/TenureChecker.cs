using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Simulation.Checkers;

/// <summary>A pool's public key never changes, all agree on its tenures, and no member signs outside its tenure.</summary>
public sealed class TenureChecker : IObserver
{
    private readonly Dictionary<PoolId, G1Bytes> _keys = [];
    private readonly Dictionary<(PoolId, Term), Tenure> _tenures = [];

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
