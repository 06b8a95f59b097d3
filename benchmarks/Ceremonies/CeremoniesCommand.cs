using System.CommandLine;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Operator.Messages;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Ceremonies;

/// <summary>
/// <c>ceremonies</c>: what one operator computes and sends when a key is generated and handed over.
/// </summary>
internal static class CeremoniesCommand
{
    internal static Command Create()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Committee sizes, 4 to 256.",
            DefaultValueFactory = static _ => [4, 7, 13, 25, 64, 128],
            AllowMultipleArgumentsPerToken = true,
        };
        var repeats = new Option<int>("--repeats")
        {
            Description = "How often each is measured, after once to warm up.",
            DefaultValueFactory = static _ => 15,
        };
        var command = new Command("ceremonies", "Measure key generation and hand-over.") { sizes, repeats };
        command.SetAction(parsed => Run(parsed.GetValue(sizes)!, parsed.GetValue(repeats)));
        return command;
    }

    private static void Run(int[] sizes, int repeats)
    {
        Machine.Print();
        Measured[] measured = [.. sizes.Select(size => Measured.Of(new Recording(size), repeats))];
        Title("One operator, CPU time in ms");
        PrintTotals(measured);
        Title("Parts of a hand-over, ms");
        PrintParts(measured, static m => m.HandOverParts);
        Title("Parts of a key generation, ms");
        PrintParts(measured, static m => m.KeyGenerationParts);
        Title("Bytes on the wire: what one operator posts, and receives of the others, in kB");
        PrintBytes(measured);
    }

    private static void Title(string title) =>
        Console.WriteLine($"{Environment.NewLine}{title}{Environment.NewLine}");

    private static void PrintTotals(Measured[] measured)
    {
        var table = new Table(
            "n",
            "t",
            "keys of a term",
            "key generation",
            "hand-over",
            "of it blocks as such",
            "hand-over, each message alone");
        foreach (Measured m in measured)
        {
            table.Row(
                m.Size,
                Quorum.Of(m.Size),
                m.Together[StageKind.Keys] / m.Recording.Stages.Count(static s => s.Kind is StageKind.Keys),
                m.Together[StageKind.KeyGeneration],
                m.Together[StageKind.HandOver],
                m.EmptyBlock * m.BlocksOf(StageKind.HandOver).Count(),
                m.Alone[StageKind.HandOver]);
        }
    }

    private static void PrintParts(
        Measured[] measured, Func<Measured, IReadOnlyList<(string Name, double Milliseconds)>> parts)
    {
        var table = new Table(["n", .. measured.Select(static m => $"{m.Size}")]);
        for (int i = 0; i < parts(measured[0]).Count; i++)
        {
            table.Row(
                [parts(measured[0])[i].Name, .. measured.Select(m => (object)parts(m)[i].Milliseconds)]);
        }

        table.Row(["sum", .. measured.Select(m => (object)parts(m).Sum(static p => p.Milliseconds))]);
    }

    private static void PrintBytes(Measured[] measured)
    {
        var table = new Table(
            "n",
            "keys of a term",
            "received",
            "key generation",
            "received",
            "hand-over",
            "received",
            "largest block");
        foreach (Measured m in measured)
        {
            StageKind[] kinds = [StageKind.Keys, StageKind.KeyGeneration, StageKind.HandOver];
            object[] cells = [.. kinds.SelectMany(kind =>
                new object[] { m.KilobytesOf(kind, isOwn: true), m.KilobytesOf(kind, isOwn: false) })];
            table.Row([
                m.Size,
                .. cells,
                m.BlocksOf(StageKind.HandOver).Max(static b => CertifiedBlock.Ssz.SizeOf(b)) / 1000d]);
        }
    }

    /// <summary>What was measured of one size.</summary>
    private sealed record Measured(
        Recording Recording,
        IReadOnlyDictionary<StageKind, double> Together,
        IReadOnlyDictionary<StageKind, double> Alone,
        IReadOnlyList<(string Name, double Milliseconds)> KeyGenerationParts,
        IReadOnlyList<(string Name, double Milliseconds)> HandOverParts)
    {
        internal int Size => Recording.World.Members.Count;

        internal double EmptyBlock => Together[StageKind.Between] / BlocksOf(StageKind.Between).Count();

        internal static Measured Of(Recording recording, int repeats)
        {
            Replay.Run(recording, together: true);
            var together = new List<IReadOnlyDictionary<StageKind, double>>();
            var alone = new List<IReadOnlyDictionary<StageKind, double>>();
            for (int i = 0; i < repeats; i++)
            {
                together.Add(Replay.Run(recording, together: true));
                alone.Add(Replay.Run(recording, together: false));
            }

            return new(
                recording,
                Medians(together),
                Medians(alone),
                Steps.Measure(recording, StageKind.KeyGeneration, repeats),
                Steps.Measure(recording, StageKind.HandOver, repeats));
        }

        internal IEnumerable<CertifiedBlock> BlocksOf(StageKind kind) =>
            Recording.Stages.Where(s => s.Kind == kind).SelectMany(static s => s.Blocks);

        /// <summary>The sizes of the operations' messages; keys of one term only.</summary>
        internal double KilobytesOf(StageKind kind, bool isOwn) => Recording.OperationsOf(kind)
            .Where(static o => o.Operation is not PostKeys { Term.Value: > 0 })
            .Where(o => isOwn == (o.Sender == Recording.Subject))
            .Sum(static o => new OperationMessage(o).ToBytes().Length) / 1000d;

        private static Dictionary<StageKind, double> Medians(
            List<IReadOnlyDictionary<StageKind, double>> runs) => Enum.GetValues<StageKind>()
            .ToDictionary(static k => k, k => Sample.Median(runs.Select(r => r[k])));
    }
}
