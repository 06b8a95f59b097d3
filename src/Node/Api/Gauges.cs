using TrustlessPools.Node.Hosting;
using TrustlessPools.Operator;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Api;

/// <summary>What is measured when Prometheus asks.</summary>
internal static class Gauges
{
    internal static IEnumerable<(string Name, string Help, long Value)> Of(OperatorNode node)
    {
        OperatorState state = node.State;
        yield return ("tpool_height", "Height of the pool chain here.", (long)state.Chain.Height.Value);
        yield return ("tpool_term", "Term of the pool chain.", (long)state.Chain.Term.Value);
        yield return (
            "tpool_finalized_epoch",
            "Latest finalized epoch on which the operators agree; -1 before there is one.",
            state.Chain.Beacon.Checkpoint.TryGet(out Epoch epoch) ? (long)epoch.Value : -1);
        yield return (
            "tpool_peers_connected",
            "Operators with a connection.",
            state.Chain.Operators.Count(o => node.Peers.IsConnected(o.Id)));
        yield return ("tpool_duties", "Duties under way.", state.Duties.Count);
        yield return (
            "tpool_mempool_operations", "Operations that wait for a block.", state.Mempool.Others.Count);
        yield return ("tpool_secrets", "Secrets that are kept.", state.Vault.Secrets.Count);
        yield return (
            "process_cpu_milliseconds_total",
            "Processor time of this process.",
            (long)Environment.CpuUsage.TotalTime.TotalMilliseconds);
        yield return ("process_resident_memory_bytes", "Memory of this process.", Environment.WorkingSet);
    }
}
