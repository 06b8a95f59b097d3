using TrustlessPools.Primitives;

namespace TrustlessPools.Simulation.World;

/// <summary>
/// A network that delays, loses, duplicates and reorders, cuts groups off, and lets garbage through.
/// </summary>
internal sealed class SimulatedNetwork(SeededGenerator random, FaultPlan faults)
{
    private const int UsualDelayMax = 40;
    private const int LongDelayMax = 2_000;

    /// <summary>When and as what a message arrives; nothing when it is lost.</summary>
    internal IEnumerable<(Duration Delay, ByteString Bytes)> Deliveries(
        OperatorId from, OperatorId to, ByteString bytes, Instant now)
    {
        if (faults.Partitions.Any(p => p.Separates(from, to, now)))
        {
            yield break;
        }

        if (!Happens(faults.LossPerMille))
        {
            yield return (Delay(), bytes);
        }

        if (Happens(faults.DuplicatePerMille))
        {
            yield return (Delay(), bytes);
        }

        if (Happens(faults.GarbagePerMille))
        {
            yield return (Delay(), Garbage(bytes));
        }
    }

    private bool Happens(int perMille) => random.NextChance((ulong)perMille, 1_000);

    private Duration Delay() => new(
        1 + random.NextBelow(Happens(faults.SlowPerMille) ? LongDelayMax : UsualDelayMax));

    /// <summary>Random bytes, or a message in which one byte is wrong.</summary>
    private ByteString Garbage(ByteString bytes)
    {
        byte[] garbage = bytes.ToArray();
        if (random.NextChance(1, 2) && garbage.Length > 0)
        {
            garbage[random.NextBelow(garbage.Length)] ^= (byte)(1 + random.NextBelow(255));
            return new(garbage);
        }

        garbage = new byte[random.NextBelow(200)];
        random.Fill(garbage);
        return new(garbage);
    }
}
