using TrustlessPools.Primitives;

namespace TrustlessPools.Mining.Sharing;

/// <summary>What the blocks of a window have yet to be paid by later ones.</summary>
/// <remarks>
/// Reckoned for a pool that goes on with full windows and rewards as they are: a block of age a is then paid
/// its weight / Full by each of the To - max(a, From) blocks to come. Nobody owes it: if the pool ends, it is
/// not paid. Spec: docs/spec/mining-pool.md#bootstrap.
/// </remarks>
public static class Outstanding
{
    /// <summary>What each script has coming, in the order of scripts.</summary>
    /// <param name="state">Where the pool stands.</param>
    /// <returns>
    /// Null where it cannot be told from the window: when blocks count equally or decay, or ages are seconds.
    /// </returns>
    public static Sequence<KeyValuePair<ByteString, Satoshi>>? Of(SharingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        SharingRule rule = state.Rule;
        bool isTold = rule is { Basis: WeightBasis.Amount, HalfLife: 0 }
            && rule.Window.Measure is WindowMeasure.Blocks;
        if (!isTold)
        {
            return null;
        }

        var sums = new SortedDictionary<ByteString, UInt128>(ScriptOrder.Ascending);
        foreach (ShareEntry entry in state.Window.Entries)
        {
            long age = state.Window.Latest - entry.Position;
            long blocks = rule.Window.To - Math.Max(age, rule.Window.From);
            foreach (ByteString script in entry.Scripts)
            {
                sums.TryGetValue(script, out UInt128 sum);
                sums[script] = sum + ((UInt128)entry.Weight * (ulong)blocks);
            }
        }

        return sums.Select(s => KeyValuePair.Create(s.Key, new Satoshi((ulong)(s.Value / rule.Window.Full))))
            .ToSequence();
    }
}
