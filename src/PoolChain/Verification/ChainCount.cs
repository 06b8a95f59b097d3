using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>What verified blocks held.</summary>
/// <param name="Blocks">How many there were.</param>
/// <param name="Operations">The operations in them.</param>
/// <param name="LedgerOperations">Those of them that moved money: owners' requests and deposits.</param>
/// <param name="EpochReports">Those of them that reported the beacon chain.</param>
/// <param name="KeysGenerated">Pools' keys that ceremonies made.</param>
/// <param name="HandOvers">Times that another committee was activated for a key.</param>
/// <param name="Faults">Faults that the blocks established.</param>
public sealed record ChainCount(
    ulong Blocks,
    ulong Operations,
    ulong LedgerOperations,
    ulong EpochReports,
    ulong KeysGenerated,
    ulong HandOvers,
    ulong Faults)
{
    /// <summary>Nothing yet.</summary>
    public static ChainCount None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>This count with a block more.</summary>
    internal ChainCount With(ChainState before, BlockBody body, ChainState after)
    {
        (ulong money, ulong reports) = (0, 0);
        foreach (SignedOperation operation in body.Operations.AsSpan())
        {
            money += operation.Operation is PostRequest or PostDeposit ? 1UL : 0;
            reports += operation.Operation is PostEpochReport ? 1UL : 0;
        }

        (ulong keys, ulong handOvers) = Activated(before.Pools, after.Pools);
        return new(
            Blocks + 1,
            Operations + (ulong)body.Operations.Count,
            LedgerOperations + money,
            EpochReports + reports,
            KeysGenerated + keys,
            HandOvers + handOvers,
            Faults + (ulong)after.Faults.Count(f => f.Height == after.Height));
    }

    /// <summary>Pools are never taken away, and keep their places.</summary>
    private static (ulong Keys, ulong HandOvers) Activated(
        Sequence<PoolState> before, Sequence<PoolState> after)
    {
        (ulong keys, ulong handOvers) = (0, 0);
        for (int i = 0; i < after.Count; i++)
        {
            if (!after[i].Serving.TryGet(out Tenure? now)
                || (i < before.Count && ReferenceEquals(before[i], after[i])))
            {
                continue;
            }

            if (i >= before.Count || !before[i].Serving.TryGet(out Tenure? earlier))
            {
                keys++;
            }
            else if (earlier.Attempt != now.Attempt)
            {
                handOvers++;
            }
        }

        return (keys, handOvers);
    }
}
