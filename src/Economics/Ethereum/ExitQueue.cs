using TrustlessPools.Primitives;

namespace TrustlessPools.Economics.Ethereum;

/// <summary>
/// The queue of those who leave, as it stands within one epoch (electra: Beacon state mutators; EIP-7251).
/// </summary>
/// <param name="EarliestExitEpoch">The end of the queue.</param>
/// <param name="ExitBalanceToConsume">The churn left in that epoch.</param>
/// <param name="PerEpochChurn">
/// The churn of an epoch; fixed while the epoch lasts, as is who is active in it.
/// </param>
/// <param name="WithdrawabilityDelay">MIN_VALIDATOR_WITHDRAWABILITY_DELAY.</param>
/// <remarks>Spec: docs/spec/penalties.md#exits.</remarks>
public sealed record ExitQueue(
    Epoch EarliestExitEpoch, Gwei ExitBalanceToConsume, Gwei PerEpochChurn, ulong WithdrawabilityDelay)
{
    /// <summary>MAX_SEED_LOOKAHEAD, in epochs.</summary>
    public const ulong MaxSeedLookahead = 4;

    /// <summary>
    /// consensus-specs <c>compute_activation_exit_epoch</c>: the first epoch that is not decided yet.
    /// </summary>
    public static Epoch ComputeActivationExitEpoch(Epoch epoch) => epoch + 1 + MaxSeedLookahead;

    /// <summary>The queue of a network that nobody is leaving.</summary>
    /// <param name="current">The current epoch.</param>
    /// <param name="totalActiveBalance">In it; at least one increment.</param>
    /// <param name="parameters">The network's.</param>
    public static ExitQueue Empty(Epoch current, Gwei totalActiveBalance, ChurnParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Gwei churn = ChurnLimits.OfExits(totalActiveBalance, parameters);
        return new(
            ComputeActivationExitEpoch(current), churn, churn, parameters.MinValidatorWithdrawabilityDelay);
    }

    /// <summary>The queue in an epoch, going on from where an earlier one ended.</summary>
    /// <param name="earliestExitEpoch">The state's <c>earliest_exit_epoch</c>.</param>
    /// <param name="exitBalanceToConsume">The state's <c>exit_balance_to_consume</c>.</param>
    /// <returns>The earlier queue while it reaches beyond this one, and else this one.</returns>
    /// <remarks>
    /// A network's queue of now is <c>Empty(now, ...).After(...)</c>: what was left of an epoch that is
    /// decided by now lapses.
    /// </remarks>
    public ExitQueue After(Epoch earliestExitEpoch, Gwei exitBalanceToConsume) =>
        earliestExitEpoch < EarliestExitEpoch
            ? this
            : this with
            {
                EarliestExitEpoch = earliestExitEpoch,
                ExitBalanceToConsume = exitBalanceToConsume,
            };

    /// <summary>Puts a balance at the end.</summary>
    /// <param name="exitBalance">The effective balance of a validator that is not leaving yet.</param>
    /// <remarks>
    /// consensus-specs <c>compute_exit_epoch_and_update_churn</c>, and the epochs that
    /// <c>initiate_validator_exit</c> sets.
    /// </remarks>
    public QueuedExit Enqueue(Gwei exitBalance)
    {
        Epoch earliest = EarliestExitEpoch;
        Gwei toConsume = ExitBalanceToConsume;

        // Exit doesn't fit in the current earliest epoch.
        if (exitBalance > toConsume)
        {
            Gwei toProcess = exitBalance - toConsume;
            ulong additionalEpochs = ((toProcess.Value - 1) / PerEpochChurn.Value) + 1;
            earliest += additionalEpochs;
            toConsume += PerEpochChurn * additionalEpochs;
        }

        ExitQueue queue =
            this with { EarliestExitEpoch = earliest, ExitBalanceToConsume = toConsume - exitBalance };
        return new(queue, earliest, earliest + WithdrawabilityDelay);
    }
}

/// <summary>A place in the exit queue.</summary>
/// <param name="Queue">The queue behind it.</param>
/// <param name="ExitEpoch">The first epoch without duties.</param>
/// <param name="WithdrawableEpoch">
/// The epoch in which the stake is free, unless the validator is slashed.
/// </param>
public readonly record struct QueuedExit(ExitQueue Queue, Epoch ExitEpoch, Epoch WithdrawableEpoch);
