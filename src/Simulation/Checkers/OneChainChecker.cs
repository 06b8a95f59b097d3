using TrustlessPools.Operator;
using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.Primitives;
using TrustlessPools.Simulation.World;

namespace TrustlessPools.Simulation.Checkers;

/// <summary>
/// There is one pool chain: all operators store the same block at a height, and each only once.
/// </summary>
public sealed class OneChainChecker : IObserver
{
    private readonly Dictionary<Height, Hash32> _blocks = [];

    /// <summary>The highest block that any operator has stored.</summary>
    public Height Height { get; private set; }

    public void Stored(Cluster cluster, SimulatedOperator who, IReadOnlyList<OperatorEffect.Write> writes)
    {
        ArgumentNullException.ThrowIfNull(writes);
        foreach (OperatorEffect.Put put in writes.OfType<OperatorEffect.Put>())
        {
            if (put.Key.StartsWith(StoreKeys.BlockPrefix, StringComparison.Ordinal))
            {
                Check(CertifiedBlock.Ssz.Deserialize(put.Value.AsSpan()).Header);
            }
        }
    }

    private void Check(BlockHeader header)
    {
        Hash32 root = header.Root();
        if (_blocks.TryGetValue(header.Height, out Hash32 known) && known != root)
        {
            throw new SafetyViolationException($"Two blocks of height {header.Height}: {known} and {root}.");
        }

        _blocks[header.Height] = root;
        Height = header.Height > Height ? header.Height : Height;
    }
}
