using System.Collections.Immutable;
using System.Diagnostics;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Json;
using TrustlessPools.Primitives;

namespace TrustlessPools.Ethereum.BeaconApi;

/// <summary>Where a validator is in its life, as the Beacon API names it.</summary>
public enum ValidatorStatus
{
    /// <summary>Deposited, not yet eligible for activation.</summary>
    PendingInitialized,

    /// <summary>Eligible, waiting for its activation epoch.</summary>
    PendingQueued,

    /// <summary>Has duties.</summary>
    ActiveOngoing,

    /// <summary>Has duties until its exit epoch.</summary>
    ActiveExiting,

    /// <summary>Has been slashed and has duties until its exit epoch.</summary>
    ActiveSlashed,

    /// <summary>Has left and waits to be withdrawable.</summary>
    ExitedUnslashed,

    /// <summary>Has been slashed, has left and waits to be withdrawable.</summary>
    ExitedSlashed,

    /// <summary>Can be withdrawn.</summary>
    WithdrawalPossible,

    /// <summary>Has been withdrawn.</summary>
    WithdrawalDone,
}

/// <summary>The texts of the statuses.</summary>
public static class ValidatorStatuses
{
    private static readonly ImmutableArray<ValidatorStatus> All = [.. Enum.GetValues<ValidatorStatus>()];
    private static readonly ImmutableArray<string> Words = ["pending", "active", "exited", "withdrawal"];

    /// <summary>The text of a status.</summary>
    public static JsonShape<ValidatorStatus> Shape { get; } = JsonShapes.Text.As(
        static text => TryParse(text, out ValidatorStatus status)
            ? status
            : throw new FormatException($"'{text}' is no status of a validator."),
        static status => status.ToText());

    /// <summary>Texts of statuses or of several at once; each status is written by itself.</summary>
    public static JsonShape<Sequence<ValidatorStatus>> AnyShape { get; } = JsonShapes.List(JsonShapes.Text)
        .As(
            static texts => texts.SelectMany(static text => ParseAny(text)).ToSequence(),
            static statuses => statuses.Map(static status => status.ToText()));

    /// <summary>The text of a status, such as <c>active_ongoing</c>.</summary>
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
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads the text of a status.</summary>
    public static bool TryParse(string text, out ValidatorStatus status)
    {
        foreach (ValidatorStatus candidate in All)
        {
            if (candidate.ToText() == text)
            {
                status = candidate;
                return true;
            }
        }

        status = default;
        return false;
    }

    /// <summary>
    /// Reads the text of a status, or the word that several begin with, such as <c>active</c>.
    /// </summary>
    public static bool TryParseAny(string text, out Sequence<ValidatorStatus> statuses)
    {
        bool isWord = Words.Contains(text);
        statuses = All
            .Where(s => isWord ? s.ToText().StartsWith(text, StringComparison.Ordinal) : s.ToText() == text)
            .ToSequence();
        return statuses.Count > 0;
    }

    /// <summary>The status of a validator in an epoch.</summary>
    /// <param name="validator">As the state has it.</param>
    /// <param name="balance">Its balance, which tells withdrawn validators from those that can be.</param>
    /// <param name="epoch">The state's epoch.</param>
    public static ValidatorStatus Of(Validator validator, Gwei balance, Epoch epoch)
    {
        ArgumentNullException.ThrowIfNull(validator);
        if (epoch < validator.ActivationEpoch)
        {
            return validator.ActivationEligibilityEpoch == Epoch.FarFuture
                ? ValidatorStatus.PendingInitialized
                : ValidatorStatus.PendingQueued;
        }

        if (epoch < validator.ExitEpoch)
        {
            return validator.ExitEpoch == Epoch.FarFuture ? ValidatorStatus.ActiveOngoing
                : validator.Slashed ? ValidatorStatus.ActiveSlashed
                : ValidatorStatus.ActiveExiting;
        }

        if (epoch < validator.WithdrawableEpoch)
        {
            return validator.Slashed ? ValidatorStatus.ExitedSlashed : ValidatorStatus.ExitedUnslashed;
        }

        return balance > new Gwei(0) ? ValidatorStatus.WithdrawalPossible : ValidatorStatus.WithdrawalDone;
    }

    private static Sequence<ValidatorStatus> ParseAny(string text) =>
        TryParseAny(text, out Sequence<ValidatorStatus> statuses)
            ? statuses
            : throw new FormatException($"'{text}' is no status of a validator.");
}
