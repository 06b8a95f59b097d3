using TrustlessPools.Primitives;

namespace TrustlessPools.Laboratory.Questions;

/// <summary>The random numbers of one replica, as many independent streams as it has parts.</summary>
/// <param name="Seed">What the user names to repeat a run.</param>
/// <param name="Replica">From 0; the same on any machine, thread or shard.</param>
public readonly record struct ReplicaRandom(ulong Seed, uint Replica)
{
    /// <summary>The stream of one part, such as a cell of a sweep; independent of the others.</summary>
    public SeededGenerator Stream(uint part = 0) => new(Seed, ((ulong)Replica << 32) | part);
}
