using TrustlessPools.Cryptography.Bls;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.BeaconApi;
using TrustlessPools.Ethereum.BeaconProofs;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>Proofs of validators for who knows only the root of a block, such as a final one.</summary>
/// <remarks>Spec: docs/spec/beacon-proofs.md.</remarks>
public static class ValidatorProofs
{
    /// <summary>Proves the validator of a key in the finalized state; null when that has none.</summary>
    public static ValidatorProof? FindFinalized(BeaconChain chain, G1Bytes publicKey)
    {
        ArgumentNullException.ThrowIfNull(chain);
        BeaconBlock? block = chain.BlockOf(chain.State.FinalizedCheckpoint);
        Invariant.Holds(block is not null, "What is final is remembered.");
        return Find(chain, block.Root, publicKey);
    }

    /// <summary>
    /// Proves the validator of a key in the state after a block; null when that has none, or when the block
    /// is not remembered.
    /// </summary>
    /// <param name="chain">The chain.</param>
    /// <param name="blockRoot">The block's root.</param>
    /// <param name="publicKey">The validator's key.</param>
    /// <remarks>The whole state is hashed for it.</remarks>
    public static ValidatorProof? Find(BeaconChain chain, Hash32 blockRoot, G1Bytes publicKey)
    {
        BeaconBlockHeader? header = chain.BlockByRoot(blockRoot)?.Header;
        BeaconState? state = header is null ? null : chain.StateByRoot(header.StateRoot);
        if (state is null || ValidatorEntries.Find(state, publicKey) is not RegisteredValidator found)
        {
            return null;
        }

        return new ProvableState(
            header!,
            StateRoots.Of(state).FieldRoots,
            BeaconStateTree.Validators.From(state.Validators.AsSpan()),
            BeaconStateTree.Balances.From(state.Balances.AsSpan())).Prove(found.Index);
    }
}
