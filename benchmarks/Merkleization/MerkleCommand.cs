using System.CommandLine;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;
using Builder = TrustlessPools.Ssz.MerkleListBuilder<
    TrustlessPools.Benchmarks.Merkleization.Account, TrustlessPools.Benchmarks.Merkleization.EvenAccounts>;

namespace TrustlessPools.Benchmarks.Merkleization;

/// <summary><c>merkle</c>: what changes of a big list and its hash tree roots cost.</summary>
internal static class MerkleCommand
{
    private const int UpdatesPerRoot = 1000;

    private static readonly SszMerkleList<Account, EvenAccounts> Schema =
        SszTypes.MerkleList<Account, EvenAccounts>(Account.Ssz, 1L << 30);

    internal static Command Create()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Numbers of elements.",
            DefaultValueFactory = static _ => [1000, 100_000, 1_000_000],
            AllowMultipleArgumentsPerToken = true,
        };
        var repeats = new Option<int>("--repeats")
        {
            Description = $"How often {UpdatesPerRoot} updates are measured, after as many to warm up.",
            DefaultValueFactory = static _ => 50,
        };
        var command = new Command("merkle", "Measure updates of a big list, and its roots.")
        {
            sizes,
            repeats,
        };
        command.SetAction(parsed => Run(parsed.GetValue(sizes)!, parsed.GetValue(repeats)));
        return command;
    }

    private static void Run(int[] sizes, int repeats)
    {
        Machine.Print();
        Console.WriteLine($"Updates per second, {UpdatesPerRoot} at random places at a time\n");
        (string Name, double PerSecond)[][] columns =
            [.. sizes.Select(size => Measure(size, repeats).ToArray())];
        var table = new Table(["elements", .. sizes.Select(static s => $"{s}")]);
        for (int i = 0; i < columns[0].Length; i++)
        {
            table.Row([columns[0][i].Name, .. columns.Select(c => (object)c[i].PerSecond)]);
        }
    }

    private static IEnumerable<(string Name, double PerSecond)> Measure(int size, int repeats)
    {
        var generator = new SeededGenerator((ulong)size);
        Account[] accounts = [.. Enumerable.Range(0, size).Select(Account.Number)];
        MerkleList<Account, EvenAccounts>? list = null;
        double build = CpuTime.Of(() => list = Schema.From(accounts));
        double hash = CpuTime.Of(() => Schema.HashTreeRoot(list!));
        yield return ("put into a list", size / build * 1000);
        yield return ("hashed for the first time", size / hash * 1000);
        yield return ("updated in a builder, then the root", PerSecond(repeats, () =>
        {
            list = Updated(list!, generator, static (_, _) => { });
            Schema.HashTreeRoot(list);
        }));
        yield return ("updated in a builder, no root", PerSecond(
            repeats, () => list = Updated(list!, generator, static (_, _) => { })));
        yield return ("updated in a builder, each after a search, no root", PerSecond(
            repeats, () => list = Updated(list!, generator, Search)));
        yield return ("updated alone, no root", PerSecond(
            repeats, () => list = UpdatedOneByOne(list!, generator)));
        yield return ("roots of single elements", PerSecond(repeats, () => HashElements(accounts)));
    }

    private static double PerSecond(int repeats, Action act) =>
        UpdatesPerRoot / Sample.Mean(repeats, act) * 1000;

    private static void Search(Builder builder, SeededGenerator generator)
    {
        int wanted = generator.NextBelow(builder.Count / 2);
        Invariant.Holds(
            builder.Find(wanted, static (m, n) => m.Count >= n) <= builder.Count, "A search ends.");
    }

    private static MerkleList<Account, EvenAccounts> Updated(
        MerkleList<Account, EvenAccounts> list,
        SeededGenerator generator,
        Action<Builder, SeededGenerator> before)
    {
        Builder builder = list.ToBuilder();
        for (int i = 0; i < UpdatesPerRoot; i++)
        {
            before(builder, generator);
            int index = generator.NextBelow(builder.Count);
            builder[index] = Changed(builder[index]);
        }

        return builder.ToList();
    }

    private static MerkleList<Account, EvenAccounts> UpdatedOneByOne(
        MerkleList<Account, EvenAccounts> list, SeededGenerator generator)
    {
        for (int i = 0; i < UpdatesPerRoot; i++)
        {
            int index = generator.NextBelow(list.Count);
            list = list.With(index, Changed(list[index]));
        }

        return list;
    }

    private static void HashElements(Account[] accounts)
    {
        for (int i = 0; i < UpdatesPerRoot; i++)
        {
            Account.Ssz.HashTreeRoot(accounts[i % accounts.Length]);
        }
    }

    private static Account Changed(Account account) =>
        account with { Amount = account.Amount + new Gwei(1), Touched = account.Touched + 1 };
}
