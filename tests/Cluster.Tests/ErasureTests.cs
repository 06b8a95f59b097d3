using TrustlessPools.Cryptography.Native;
using TrustlessPools.Operator;
using TrustlessPools.Operator.Ceremonies;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.Checkers;
using TrustlessPools.Simulation.World;
using SimulatedCluster = TrustlessPools.Simulation.World.Cluster;

namespace TrustlessPools.Cluster.Tests;

/// <summary>What is erased is nowhere.</summary>
public sealed class ErasureTests
{
    [Fact]
    public void Nothing_of_an_erased_secret_is_left_in_memory_or_on_disk()
    {
        var secrets = new SecretRecorder();
        using var run = new SafetyRun(
            new ClusterSettings(
                88, Operators: 4, Pools: 1, Seats: 4, Threshold: 3, Epochs: 12, FaultPlan.None),
            secrets);
        run.Run();
        int erased = 0;
        foreach ((OperatorId who, SecretName name, byte[] bytes) in secrets.Seen)
        {
            SimulatedOperator owner = run.Cluster.Operators[who];
            bool isHeld = owner.State!.Vault.Find(name) is not null;
            Assert.Equal(isHeld, SecretMemory.Contains(bytes));
            Assert.Equal(isHeld, owner.Disk.SecretNames.Contains(name));
            erased += isHeld ? 0 : 1;
        }

        Assert.True(erased > 30, $"{erased} secrets were erased");
    }

    /// <summary>Remembers every secret that any operator stored.</summary>
    private sealed class SecretRecorder : IObserver
    {
        internal List<(OperatorId Who, SecretName Name, byte[] Bytes)> Seen { get; } = [];

        public void Stored(
            SimulatedCluster cluster, SimulatedOperator who, IReadOnlyList<OperatorEffect.Write> writes) =>
            Seen.AddRange(writes.OfType<OperatorEffect.PutSecret>()
                .Select(p => (who.Id, p.Name, p.Secret.Span.ToArray())));
    }
}
