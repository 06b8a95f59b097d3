using System.Diagnostics;
using TrustlessPools.Node.Configuration;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.PoolChain.Verification;
using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Verify;

/// <summary>
/// A verification from its start to the chain's end, or to the first block that is refused.
/// </summary>
internal static class ChainRun
{
    /// <summary>Verifies all that a source has.</summary>
    /// <param name="source">The chain.</param>
    /// <param name="rules">From <see cref="ChainVerifier.RulesOf"/>.</param>
    /// <param name="start">Where it begins; blocks up to there are passed over.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="ConfigurationException">The source is refused, or is another chain than the
    /// start's.</exception>
    internal static async Task<(VerifiedChain Chain, BlockRefusal? Refusal)> VerifyAsync(
        ChainSource source, ChainRules rules, VerifiedChain start, CancellationToken cancel)
    {
        VerifiedChain chain = start;
        BlockRefusal? refusal = null;
        var row = new List<CertifiedBlock>();
        using var progress = new VerifyProgress(source);
        await foreach (CertifiedBlock block in source.BlocksAsync(cancel))
        {
            if (IsPassedOver(block, start.Start))
            {
                continue;
            }

            row.Add(block);
            if (ChainVerifier.IsRow(row))
            {
                (chain, refusal) = Extend(rules, chain, row);
                row.Clear();
                progress.Tell(chain);
            }

            if (refusal is not null)
            {
                return (chain, refusal);
            }
        }

        return Extend(rules, chain, row);
    }

    /// <summary>Signatures take nine tenths of the time, and all cores; the rules take one.</summary>
    private static (VerifiedChain Chain, BlockRefusal? Refusal) Extend(
        ChainRules rules, VerifiedChain chain, List<CertifiedBlock> row)
    {
        IReadOnlyList<ClaimBatch> parts = ChainVerifier.Claims(rules, chain, row, Environment.ProcessorCount);
        ChainVerifier.Remember(rules, parts.AsParallel().Where(static p => p.Holds()).ToArray());
        return ChainVerifier.Extend(rules, chain, row);
    }

    private static bool IsPassedOver(CertifiedBlock block, ChainStart start)
    {
        if (start.IsGenesis || block.Header.Height > start.Height)
        {
            return false;
        }

        Hash32 root = block.Header.Root();
        return block.Header.Height != start.Height || root == start.Root
            ? true
            : throw new ConfigurationException(
                new("OtherBlockRoot", $"block {root}", $"block {start.Root}, which is trusted"));
    }

    /// <summary>Tells people that it goes on: on a terminal often, elsewhere now and then.</summary>
    private sealed class VerifyProgress(ChainSource source) : IDisposable
    {
        private readonly bool _isTerminal = !Console.IsErrorRedirected;
        private readonly long _since = Stopwatch.GetTimestamp();
        private TimeSpan _next = TimeSpan.FromSeconds(2);
        private bool _hasLine;

        internal void Tell(VerifiedChain chain)
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(_since);
            if (elapsed < _next)
            {
                return;
            }

            _next = elapsed + TimeSpan.FromSeconds(_isTerminal ? 0.3 : 10);
            string part = source.Percent.TryGet(out ulong percent) ? $"{percent} %, " : string.Empty;
            string line = $"{part}block {chain.Head.State.Height}, {chain.Count.Operations} operations, "
                + $"{(ulong)(chain.Count.Operations / elapsed.TotalSeconds)} a second";
            Console.Error.Write(_isTerminal ? $"\r{line}   " : $"{line}\n");
            _hasLine = _isTerminal;
        }

        public void Dispose()
        {
            if (_hasLine)
            {
                Console.Error.WriteLine();
            }
        }
    }
}
