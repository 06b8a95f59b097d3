using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Simulation.Checkers;

/// <summary>No operator floods the others: what it sends in a slot stays bounded, whatever happens.</summary>
/// <remarks>
/// Answers that are answered would be the worst: two honest operators would keep each other busy.
/// </remarks>
public sealed class TrafficChecker : IObserver
{
    /// <summary>The most messages that an operator may send to one other in a slot.</summary>
    public const int MessagesPerSlotMax = 100;

    private readonly Dictionary<(OperatorId From, OperatorId To), int> _sent = [];
    private long _slot;

    /// <summary>The most messages that an operator has sent to one other in a slot.</summary>
    public int Most { get; private set; }

    public void Sent(Cluster cluster, SimulatedOperator who, OperatorId to, ByteString bytes)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(who);
        long slot = cluster.Now.UnixMilliseconds / cluster.Rules.Clock.SlotLength.Milliseconds;
        if (slot != _slot)
        {
            _sent.Clear();
            _slot = slot;
        }

        int count = _sent.GetValueOrDefault((who.Id, to)) + 1;
        _sent[(who.Id, to)] = count;
        Most = Math.Max(Most, count);
        if (count > MessagesPerSlotMax)
        {
            throw new SafetyViolationException(
                $"Operator {who.Id} sent more than {MessagesPerSlotMax} messages to operator {to} in one slot.");
        }
    }
}
