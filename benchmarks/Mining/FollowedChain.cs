using System.Buffers.Binary;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Mining.Sharing;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Mining;

/// <summary>A chain whose blocks are all of the pool, followed block by block.</summary>
internal sealed record FollowedChain(
    double Accounted, double Windowed, double KilobytesEarly, double KilobytesLate, double KilobytesKept)
{
    /// <summary>How many there are, the last of whom finds few blocks.</summary>
    internal const int Miners = 300;

    private const int Versions = 100;

    /// <summary>Feeds the blocks one by one; nothing of a block is kept but what the rule keeps.</summary>
    internal static FollowedChain Measure(int window, int blocks)
    {
        var rule = new SharingRule { Window = SharingWindow.Last((uint)window) };
        int early = blocks / 10;
        var accounting = new ShareAccounting(rule, Miners);
        var random = new SeededGenerator(1);
        Account(early);
        double accounted = (blocks - early) / (CpuTime.Of(() => Account(blocks - early)) / 1000);

        ByteString[] scripts = [.. Enumerable.Range(0, Miners).Select(ScriptOf)];
        long before = Memory();
        var followed = ShareWindow.Empty(rule);
        long height = 0;
        Follow(early);
        double kilobytesEarly = (Memory() - before) / 1e3;
        double windowed = (blocks - early) / (CpuTime.Of(() => Follow(blocks - early)) / 1000);
        double kilobytesLate = (Memory() - before) / 1e3;

        var versions = new ShareWindow[Versions];
        for (int i = 0; i < Versions; i++)
        {
            Follow(1);
            versions[i] = followed;
        }

        double kept = (((Memory() - before) / 1e3) - kilobytesLate) / Versions;
        GC.KeepAlive(versions);
        GC.KeepAlive(followed);
        return new(accounted, windowed, kilobytesEarly, kilobytesLate, kept);

        void Account(int count)
        {
            for (int i = 0; i < count; i++)
            {
                accounting.Share(AnyMiner(random), AnyReward(random));
            }
        }

        void Follow(int count)
        {
            for (int i = 0; i < count; i++)
            {
                ByteString finder = scripts[AnyMiner(random)];
                ulong weight = rule.WeightOf(rule.SharedOf(AnyReward(random)));
                followed = followed.Add(new(height, weight, [finder]), height);
                height++;
            }
        }
    }

    /// <summary>P2WPKH of some hash.</summary>
    internal static ByteString ScriptOf(int miner)
    {
        byte[] number = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, miner);
        return new([0, 20, .. Hash32.Sha256(number).ToArray()[..20]]);
    }

    /// <summary>The lower numbers more often.</summary>
    private static int AnyMiner(SeededGenerator random) =>
        Math.Min(random.NextBelow(Miners), random.NextBelow(Miners));

    private static Satoshi AnyReward(SeededGenerator random) =>
        new(312_500_000 + random.NextBelow(20_000_000UL));

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);
}
