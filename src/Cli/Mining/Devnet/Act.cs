using TrustlessPools.Primitives;

namespace TrustlessPools.Cli.Mining.Devnet;

/// <summary>What happens next on the development network.</summary>
internal abstract record Act
{
    private Act()
    {
    }

    /// <summary>A part of the story begins.</summary>
    internal sealed record Stage(string Text) : Act;

    /// <summary>Blocks are mined that do not speak of the pool, up to a height.</summary>
    internal sealed record Prepare(uint Height) : Act;

    /// <summary>A miner finds a block by the rule.</summary>
    /// <param name="Miner">Who, from 0.</param>
    /// <param name="IsKept">
    /// Whether its coinbase matures before trees are expanded, and its tree is one of them.
    /// </param>
    internal sealed record Share(int Miner, bool IsKept) : Act;

    /// <summary>A miner finds a block and keeps all of it.</summary>
    internal sealed record Solo(int Miner) : Act;

    /// <summary>A miner finds a block with the pool's tag, and takes a satoshi too much.</summary>
    internal sealed record Cheat(int Miner) : Act;

    /// <summary>Other miners find a longer branch beside the last blocks.</summary>
    /// <param name="Depth">How many blocks are undone.</param>
    /// <param name="Miners">
    /// Who finds the branch, one more than that; their trees are expanded later.
    /// </param>
    internal sealed record Reorganise(int Depth, Sequence<int> Miners) : Act;

    /// <summary>Somebody tries to take what a tree holds.</summary>
    /// <param name="Miner">Who would include it.</param>
    internal sealed record Steal(int Miner) : Act;

    /// <summary>All transactions of the trees that were kept go into a block.</summary>
    /// <param name="Miner">Who includes them.</param>
    internal sealed record Expand(int Miner) : Act;

    /// <summary>The owners of all leaves spend them, and a miner finds a block.</summary>
    internal sealed record Spend(int Miner) : Act;

    /// <summary>The chain is followed anew from the start, and the states are compared.</summary>
    internal sealed record Compare : Act;
}
