using TrustlessPools.Operator;
using TrustlessPools.Primitives;

namespace TrustlessPools.Simulation.World;

/// <summary>Watches a cluster without touching it.</summary>
public interface IObserver
{
    /// <summary>An operator has started, for the first time or after a crash.</summary>
    void Started(Cluster cluster, SimulatedOperator who)
    {
    }

    /// <summary>An operator has crashed.</summary>
    void Crashed(Cluster cluster, SimulatedOperator who)
    {
    }

    /// <summary>An operator is about to take an input.</summary>
    void Happened(Cluster cluster, SimulatedOperator who, OperatorInput input)
    {
    }

    /// <summary>An operator has made writes durable.</summary>
    void Stored(Cluster cluster, SimulatedOperator who, IReadOnlyList<OperatorEffect.Write> writes)
    {
    }

    /// <summary>An operator has sent a message, which may yet get lost.</summary>
    void Sent(Cluster cluster, SimulatedOperator who, OperatorId to, ByteString bytes)
    {
    }

    /// <summary>An operator has told of an event.</summary>
    void Told(Cluster cluster, SimulatedOperator who, OperatorEvent happened)
    {
    }
}
