using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;

namespace TrustlessPools.DevelopmentChain.Queries;

/// <summary>Where a validator is in its life (the Beacon API's <c>ValidatorStatus</c>).</summary>
public enum ValidatorStatus
{
    /// <summary>In the registry, not in the activation queue.</summary>
    PendingInitialized,

    /// <summary>In the activation queue.</summary>
    PendingQueued,

    /// <summary>Active.</summary>
    ActiveOngoing,

    /// <summary>Active and leaving.</summary>
    ActiveExiting,

    /// <summary>Active still, and slashed.</summary>
    ActiveSlashed,

    /// <summary>Without duties, its stake not yet free.</summary>
    ExitedUnslashed,

    /// <summary>Without duties and slashed, its stake not yet free.</summary>
    ExitedSlashed,

    /// <summary>Its stake is free.</summary>
    WithdrawalPossible,

    /// <summary>Its stake is gone.</summary>
    WithdrawalDone,
}

/// <summary>What the statuses are called and how they follow from a state.</summary>
public static class ValidatorStatuses
{
    /// <summary>The Beacon API's word.</summary>
    public static string ToText(this ValidatorStatus status) => status switch
    {
        ValidatorStatus.PendingInitialized => "pending_initialized",
        ValidatorStatus.PendingQueued => "pending_queued",
        ValidatorStatus.ActiveOngoing => "active_ongoing",
        ValidatorStatus.ActiveExiting => "active_exiting",
        ValidatorStatus.ActiveSlashed => "active_slashed",
        ValidatorStatus.ExitedUnslashed => "exited_unslashed",
        ValidatorStatus.ExitedSlashed => "exited_slashed",
        ValidatorStatus.WithdrawalPossible => "withdrawal_possible",
        ValidatorStatus.WithdrawalDone => "withdrawal_done",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The status in an epoch.</summary>
    internal static ValidatorStatus Of(Validator validator, Gwei balance, Epoch epoch)
    {
        if (epoch < validator.ActivationEpoch)
        {
            return validator.ActivationEligibilityEpoch == Epoch.FarFuture
                ? ValidatorStatus.PendingInitialized
                : ValidatorStatus.PendingQueued;
        }

        if (epoch < validator.ExitEpoch)
        {
            return validator.ExitEpoch == Epoch.FarFuture ? ValidatorStatus.ActiveOngoing
                : validator.Slashed ? ValidatorStatus.ActiveSlashed : ValidatorStatus.ActiveExiting;
        }

        if (epoch < validator.WithdrawableEpoch)
        {
            return validator.Slashed ? ValidatorStatus.ExitedSlashed : ValidatorStatus.ExitedUnslashed;
        }

        return balance == default ? ValidatorStatus.WithdrawalDone : ValidatorStatus.WithdrawalPossible;
    }
}
