using TrustlessPools.Bitcoin.Blocks;
using TrustlessPools.Primitives;

namespace TrustlessPools.MiningNode.Following;

/// <summary>The chain as far as it was followed, as long back as it can be undone.</summary>
public interface IFollowedChain
{
    /// <summary>The first height that can be undone; equal to <see cref="Next"/> when none can.</summary>
    Height First { get; }

    /// <summary>The height of the block that comes next.</summary>
    Height Next { get; }

    /// <summary>The hash of the block before <see cref="First"/>; null where following began.</summary>
    Hash32? Before { get; }

    /// <summary>The header of a height from <see cref="First"/> to before <see cref="Next"/>.</summary>
    BlockHeader HeaderAt(Height height);
}
