using TrustlessPools.PoolChain.Blocks;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.PoolChain.Verification;

/// <summary>A block that one trusts, with the state after it: where a verification may begin.</summary>
/// <param name="Network">The network's identity.</param>
/// <param name="Header">The block's header; its root is what is trusted.</param>
/// <param name="State">The state that it commits to.</param>
/// <remarks>Spec: docs/spec/verification.md#checkpoints.</remarks>
public sealed record Checkpoint(Hash32 Network, BlockHeader Header, ChainState State)
{
    public static SszContainer<Checkpoint> Ssz { get; } = SszContainer.Of<Checkpoint>()
        .Field("network", SszTypes.Hash32, static x => x.Network)
        .Field("header", BlockHeader.Ssz, static x => x.Header)
        .Field("state", ChainState.Ssz, static x => x.State)
        .Build(static v => new(v.Take<Hash32>(), v.Take<BlockHeader>(), v.Take<ChainState>()));

    /// <summary>The root of the block.</summary>
    public Hash32 BlockRoot => Header.Root();

    /// <summary>Why nothing follows from trusting the block, or null.</summary>
    /// <param name="network">The network's identity.</param>
    /// <param name="trusted">The block's root, where it is known from elsewhere.</param>
    public Refusal? Flaw(Hash32 network, Optional<Hash32> trusted)
    {
        if (Network != network)
        {
            return VerificationRefusals.OtherNetwork(Network, network);
        }

        if (trusted.TryGet(out Hash32 root) && BlockRoot != root)
        {
            return VerificationRefusals.OtherBlockRoot(BlockRoot, root);
        }

        Hash32 state = ChainState.Ssz.HashTreeRoot(State);
        return state != Header.StateRoot
            ? VerificationRefusals.WrongCheckpointState(state, Header.StateRoot)
            : null;
    }
}
