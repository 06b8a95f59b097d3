using TrustlessPools.Operator;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cluster.Tests;

/// <summary>Writes events to a file, for a person who looks into a failing seed.</summary>
internal sealed class EventLog(string path) : IObserver, IDisposable
{
    private readonly StreamWriter _writer = new(path);

    public void Started(TrustlessPools.Simulation.World.Cluster cluster, SimulatedOperator who) => Write(cluster, who, "started");

    public void Crashed(TrustlessPools.Simulation.World.Cluster cluster, SimulatedOperator who) => Write(cluster, who, "crashed");

    public void Told(TrustlessPools.Simulation.World.Cluster cluster, SimulatedOperator who, OperatorEvent happened) =>
        Write(cluster, who, $"{happened}");

    public void Dispose() => _writer.Dispose();

    private void Write(TrustlessPools.Simulation.World.Cluster cluster, SimulatedOperator who, string what) =>
        _writer.WriteLine($"{(cluster.Now - WorldClock.StartOfEpoch(0)).Milliseconds / 1000.0:F3} {who.Id} {what}");
}
