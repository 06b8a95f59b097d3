using TrustlessPools.DevelopmentChain.Accessors;
using TrustlessPools.DevelopmentChain.Blocks;
using TrustlessPools.DevelopmentChain.States;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>A block as the transition sees it.</summary>
/// <param name="Header">The header; its state root may be zero when it is not known yet.</param>
/// <param name="RandaoMix">The mix of the epoch after the block.</param>
/// <param name="Body">The operations.</param>
internal sealed record BlockInput(BeaconBlockHeader Header, Hash32 RandaoMix, BeaconBlockBody Body);

/// <summary>Applies a block to the state of its slot (consensus-specs <c>process_block</c>).</summary>
/// <remarks>
/// In the specification's order, without withdrawals, execution payload, blobs and sync aggregate.
/// </remarks>
internal static class ProcessBlock
{
    /// <summary>Applies a block whose operations were judged to be valid in this state.</summary>
    internal static BeaconState Apply(BeaconState state, BlockInput block, Shufflings shufflings)
    {
        state = ProcessBlockHeader(state, block.Header);
        ulong position = state.CurrentEpoch.Value % state.Config.Preset.EpochsPerHistoricalVector;
        state = state with { RandaoMixes = state.RandaoMixes.With(position, block.RandaoMix) };
        return ProcessOperations(state, block.Body, shufflings);
    }

    /// <summary>
    /// The mix of the state's epoch after a reveal (consensus-specs <c>process_randao</c>).
    /// </summary>
    internal static Hash32 MixIn(BeaconState state, Hash32 revealHash) =>
        Hash32.Xor(Randomness.GetRandaoMix(state, state.CurrentEpoch), revealHash);

    private static BeaconState ProcessBlockHeader(BeaconState state, BeaconBlockHeader header)
    {
        Invariant.Holds(header.Slot == state.Slot, "A block is applied in its slot.");
        Invariant.Holds(header.Slot > state.LatestBlockHeader.Slot, "A slot has one block.");
        Invariant.Holds(header.ProposerIndex == state.ProposerIndex, "The slot's proposer made the block.");
        Invariant.Holds(header.ParentRoot == state.LatestBlockRoot, "A block builds on the latest one.");
        Invariant.Holds(!state[header.ProposerIndex].Slashed, "Slashed validators do not propose.");
        return state with { LatestBlockHeader = header, LatestBlockRoot = default };
    }

    private static BeaconState ProcessOperations(
        BeaconState state, BeaconBlockBody body, Shufflings shufflings)
    {
        foreach (AttesterSlashing slashing in body.AttesterSlashings.AsSpan())
        {
            state = ProcessAttesterSlashing(state, slashing);
        }

        foreach (Attestation attestation in body.Attestations.AsSpan())
        {
            state = ProcessAttestation.Apply(state, attestation, shufflings);
        }

        foreach (SignedVoluntaryExit exit in body.VoluntaryExits.AsSpan())
        {
            state = ProcessVoluntaryExit.Apply(state, exit.Message);
        }

        foreach (DepositRequest deposit in body.DepositRequests.AsSpan())
        {
            state = ProcessDepositRequest(state, deposit.Contents);
        }

        return state;
    }

    /// <summary>consensus-specs <c>process_attester_slashing</c>: slashes who signed both votes.</summary>
    private static BeaconState ProcessAttesterSlashing(BeaconState state, AttesterSlashing slashing)
    {
        foreach (ValidatorIndex index in slashing.Attestation1.AttestingIndices.AsSpan())
        {
            bool isInBoth = slashing.Attestation2.AttestingIndices.AsSpan().Contains(index);
            bool isSlashable = isInBoth && state[index].IsSlashable(state.CurrentEpoch);
            state = isSlashable ? SlashValidator.Apply(state, index) : state;
        }

        return state;
    }

    /// <summary>consensus-specs <c>process_deposit_request</c> (EIP-6110).</summary>
    private static BeaconState ProcessDepositRequest(BeaconState state, DepositData deposit) => state with
    {
        PendingDeposits = state.PendingDeposits.Add(new(
            deposit.PublicKey, deposit.WithdrawalCredentials, deposit.Amount, deposit.Signature, state.Slot)),
    };
}
