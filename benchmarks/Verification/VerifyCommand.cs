using System.CommandLine;
using System.Diagnostics;
using TrustlessPools.Benchmarks.Measuring;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Benchmarks.Verification;

/// <summary><c>verify</c>: how long it takes to verify a chain full of owners' requests.</summary>
internal static class VerifyCommand
{
    private const int Operators = 4;
    private const int Stakers = 1000;
    private const int OperationsPerBlock = 1000;

    internal static Command Create()
    {
        var operations = new Option<int>("--operations")
        {
            Description = $"Owners' requests, in blocks of {OperationsPerBlock}.",
            DefaultValueFactory = static _ => 100_000,
        };
        var keep = new Option<string?>("--keep") { Description = "Keeps the chain's file there." };
        var command = new Command("verify", "Measure the verification of a chain.") { operations, keep };
        command.SetAction(parsed => Run(parsed.GetValue(operations), parsed.GetValue(keep)));
        return command;
    }

    private static void Run(int operations, string? keep)
    {
        Machine.Print();
        string path = keep ?? Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            int stateSize = Write(path, operations);
            Measure(path, stateSize);
        }
        finally
        {
            if (keep is null)
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Makes the chain.</summary>
    /// <returns>The bytes of its last state.</returns>
    private static int Write(string path, int operations)
    {
        var chain = new MoneyChain(Operators, Stakers);
        using FileStream file = File.Create(path);
        file.Write(ChainFiles.Opening(chain.Genesis));
        file.Write(FrameFeed.Frame(CertifiedBlock.Ssz.Serialize(chain.Bond())));
        for (int done = 0; done < operations; done += OperationsPerBlock)
        {
            CertifiedBlock block = chain.Next(Math.Min(OperationsPerBlock, operations - done));
            file.Write(FrameFeed.Frame(CertifiedBlock.Ssz.Serialize(block)));
        }

        return ChainHead.Ssz.SizeOf(chain.Head);
    }

    private static void Measure(string path, int stateSize)
    {
        double reading = CpuTime.Of(() => Verify(path, null));
        long before = Stopwatch.GetTimestamp();
        VerifiedChain? chain = null;
        double all = CpuTime.Of(() => chain = Verify(path, ChainVerifier.RulesOf));
        double seconds = Stopwatch.GetElapsedTime(before).TotalSeconds;

        // With all signatures known only the rules are left.
        var memo = new Memo(10_000_000);
        Verify(path, genesis => new ChainRules(genesis, memo));
        double rules = CpuTime.Of(() =>
            Verify(path, genesis => new ChainRules(genesis, memo), isKnown: true));

        ulong operations = chain!.Count.Operations;
        var table = new Table("verify chain", $"{operations} operations");
        table.Row("blocks", chain.Count.Blocks);
        table.Row("time, s", seconds);
        table.Row("CPU time, s", all / 1000);
        table.Row("of it reading the file, s", reading / 1000);
        table.Row("of it the rules and roots, s", (rules - reading) / 1000);
        table.Row("operations per second of CPU time", operations / all * 1000);
        table.Row("file, MB", new FileInfo(path).Length / 1e6);
        table.Row("state, MB", stateSize / 1e6);
    }

    /// <summary>Reads the file and, unless there are no rules, verifies it.</summary>
    private static VerifiedChain? Verify(
        string path, Func<NetworkGenesis, ChainRules>? rulesOf, bool isKnown = false)
    {
        var feed = new ChainFeed();
        using FileStream file = File.OpenRead(path);
        var buffer = new byte[1 << 16];
        ChainRules? rules = null;
        VerifiedChain? chain = null;
        NetworkGenesis? genesis = null;
        var row = new List<CertifiedBlock>();
        for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            feed.Add(buffer.AsSpan(0, read));
            if (genesis is null && feed.TryTakeGenesis(out genesis) && rulesOf is not null)
            {
                rules = rulesOf(genesis);
                chain = VerifiedChain.From(rules);
            }

            while (genesis is not null && feed.TryTakeBlock(out CertifiedBlock? block))
            {
                row.Add(block);
                if (ChainVerifier.IsRow(row))
                {
                    chain = Extend(rules, chain, row, isKnown);
                }
            }
        }

        return Extend(rules, chain, row, isKnown);
    }

    private static VerifiedChain? Extend(
        ChainRules? rules, VerifiedChain? chain, List<CertifiedBlock> row, bool isKnown)
    {
        if (rules is not null && chain is not null)
        {
            IReadOnlyList<ClaimBatch> parts =
                ChainVerifier.Claims(rules, chain, row, Environment.ProcessorCount);
            if (!isKnown)
            {
                ChainVerifier.Remember(rules, parts.AsParallel().Where(static p => p.Holds()).ToArray());
            }

            (chain, BlockRefusal? refusal) = ChainVerifier.Extend(rules, chain, row);
            Invariant.Holds(refusal is null, $"The chain holds: {refusal}.");
        }

        row.Clear();
        return chain;
    }
}
