using TrustlessPools.DevelopmentChain.States;

namespace TrustlessPools.DevelopmentChain.Transition;

/// <summary>
/// What happens at the end of an epoch (consensus-specs <c>fulu/beacon-chain.md#process_epoch</c>).
/// </summary>
/// <remarks>
/// In the specification's order. Its steps for execution data, consolidations, historical summaries and sync
/// committees have no state here.
/// </remarks>
internal static class ProcessEpoch
{
    /// <summary>Ends the epoch of a state that is at its last slot.</summary>
    internal static BeaconState Apply(BeaconState state, SignatureVerifier verify)
    {
        state = ProcessJustificationAndFinalization.Apply(state);
        state = ProcessInactivityUpdates.Apply(state);
        state = ProcessRewardsAndPenalties.Apply(state);
        state = ProcessRegistryUpdates.Apply(state);
        state = ProcessSlashings.Apply(state);
        state = ProcessPendingDeposits.Apply(state, verify);
        state = ProcessEffectiveBalanceUpdates.Apply(state);
        state = ProcessFinalUpdates.ProcessSlashingsReset(state);
        state = ProcessFinalUpdates.ProcessRandaoMixesReset(state);
        state = ProcessFinalUpdates.ProcessParticipationFlagUpdates(state);
        return ProcessFinalUpdates.ProcessProposerLookahead(state);
    }
}
