using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.Genesis;
using TrustlessPools.PoolChain.Rules;
using TrustlessPools.Primitives;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>A chain as far as it was verified.</summary>
/// <param name="Start">What was trusted at first: the genesis or a checkpoint.</param>
/// <param name="Head">The last block's root and the state after it.</param>
/// <param name="Count">What was verified since.</param>
/// <param name="Last">The last block's header with its certificate; none before the first.</param>
public sealed record VerifiedChain(
    ChainStart Start, ChainHead Head, ChainCount Count, Optional<CertifiedHeader> Last)
{
    /// <summary>Nothing is verified yet: the genesis is what is trusted.</summary>
    public static VerifiedChain From(ChainRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new(
            new(rules.Network, default, default), ChainHead.Genesis(rules), ChainCount.None, default);
    }

    /// <summary>Nothing is verified yet: a checkpoint without flaw is what is trusted.</summary>
    public static VerifiedChain From(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        Hash32 root = checkpoint.BlockRoot;
        return new(
            new(root, checkpoint.Header.Height, checkpoint.Header.Tick),
            new(root, checkpoint.State),
            ChainCount.None,
            default);
    }

    /// <summary>The end as a checkpoint for later; none before the first block.</summary>
    public Checkpoint? ToCheckpoint(Hash32 network) =>
        Last.TryGet(out CertifiedHeader? last) ? new(network, last.Header, Head.State) : null;

    /// <summary>This chain with a block more.</summary>
    internal VerifiedChain With(CertifiedBlock block, ChainHead head) => new(
        Start,
        head,
        Count.With(Head.State, block.Body, head.State),
        new(new CertifiedHeader(block.Signed, block.Certificate, Head.State.Voters)));
}

/// <summary>Where a verification begins, and what is trusted there.</summary>
/// <param name="Root">The block's root; the network's identity for the genesis.</param>
/// <param name="Height">Of that block; 0 for the genesis.</param>
/// <param name="Tick">Of that block.</param>
public sealed record ChainStart(Hash32 Root, Height Height, Tick Tick)
{
    /// <summary>True when nothing but the genesis is trusted.</summary>
    public bool IsGenesis => Height.Value == 0;

    /// <summary>
    /// True while who could certify another chain from here on still has collateral that can be charged:
    /// what left since has not been paid out.
    /// </summary>
    /// <param name="genesis">The network's.</param>
    /// <param name="now">The tick that it is.</param>
    /// <remarks>Spec: docs/spec/verification.md#long-range-forks.</remarks>
    public bool IsRecent(NetworkGenesis genesis, Tick now)
    {
        ArgumentNullException.ThrowIfNull(genesis);
        ulong ticks = now > Tick ? now.Value - Tick.Value : 0;
        return ticks / genesis.Parameters.SlotsPerEpoch < genesis.Money.Parameters.CollateralDelay;
    }
}
