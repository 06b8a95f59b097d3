using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Operator;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.Primitives;

namespace TrustlessPools.Simulation.World;

/// <summary>
/// An operator in a simulated world: the real state machine, with a disk and a clock of its own.
/// </summary>
public sealed class SimulatedOperator
{
    internal SimulatedOperator(OperatorId id, SecretScalar identity, Duration clockSkew)
    {
        Id = id;
        Identity = identity;
        ClockSkew = clockSkew;
    }

    /// <summary>Its number.</summary>
    public OperatorId Id { get; }

    /// <summary>What it knows; null while it is down.</summary>
    public OperatorState? State { get; internal set; }

    /// <summary>What is durable.</summary>
    public SimulatedDisk Disk { get; } = new();

    /// <summary>How often it has been started.</summary>
    public int Starts { get; internal set; }

    internal SecretScalar Identity { get; }

    internal Duration ClockSkew { get; }

    /// <summary>Counts starts, so that a timer set before a crash does nothing after it.</summary>
    internal int Life { get; set; }

    /// <summary>The earliest timer that is set.</summary>
    internal Instant? WakeSetFor { get; set; }

    internal PublicIdentity PublicIdentity => new(
        $"operator {Id}",
        Identity.ToPublicPoint().ToBytes(),
        PublicIdentity.ProvePossession(Identity),
        Hash32.Sha256(BitConverter.GetBytes(Id.Value)),
        $"127.0.0.1:{9000 + Id.Value}");
}
