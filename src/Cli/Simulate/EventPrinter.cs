using System.Globalization;
using TrustlessPools.Operator;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Cli.Simulate;

/// <summary>
/// Prints what happens in a simulated cluster, a line an event, times in seconds from the beacon genesis.
/// </summary>
internal sealed class EventPrinter(TextWriter writer) : IObserver
{
    public void Started(Cluster cluster, SimulatedOperator who) => Print(cluster, who, "started");

    public void Crashed(Cluster cluster, SimulatedOperator who) => Print(cluster, who, "crashed");

    public void Told(Cluster cluster, SimulatedOperator who, OperatorEvent happened) =>
        Print(cluster, who, $"{happened}");

    private void Print(Cluster cluster, SimulatedOperator who, string what)
    {
        long milliseconds = (cluster.Now - WorldClock.StartOfEpoch(0)).Milliseconds;
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{milliseconds / 1000.0,9:F3}  operator {who.Id}  {what}"));
    }
}
