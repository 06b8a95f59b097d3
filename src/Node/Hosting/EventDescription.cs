using System.Diagnostics;
using System.Globalization;
using TrustlessPools.Operator;
using TrustlessPools.Primitives;

namespace TrustlessPools.Node.Hosting;

/// <summary>How much an event matters to who watches the operator.</summary>
public enum EventWeight
{
    /// <summary>Happens all the time.</summary>
    Routine,

    /// <summary>Worth a line.</summary>
    Notable,

    /// <summary>Somebody should look.</summary>
    Warning,
}

/// <summary>An event as logs, metrics and the API show it. The names are part of the API.</summary>
/// <param name="Name">In snake case, such as <c>block_final</c>.</param>
/// <param name="Weight">How much it matters.</param>
/// <param name="Fields">Names and values; never a secret.</param>
public sealed record EventDescription(
    string Name, EventWeight Weight, Sequence<KeyValuePair<string, string>> Fields)
{
    /// <summary>Describes an event.</summary>
    public static EventDescription Of(OperatorEvent happened) => happened switch
    {
        OperatorEvent.BlockFinal e => Routine(
            "block_final",
            ("height", e.Height), ("tick", e.Tick), ("proposer", e.Proposer), ("round", e.Round),
            ("operations", e.Operations)),
        OperatorEvent.KeyGenerated e => Notable("key_generated", ("pool", e.Pool), ("group_key", e.GroupKey)),
        OperatorEvent.TenureActivated e => OfTenure(e),
        OperatorEvent.AttemptFailed e => Warning(
            "attempt_failed", ("pool", e.Pool), ("reason", e.Failure.Reason), ("attempt", e.Failure.Attempt)),
        OperatorEvent.FaultEstablished e => Warning(
            "fault",
            ("culprit", e.Fault.Culprit),
            ("kind", e.Fault.Kind),
            ("height", e.Fault.Height),
            ("pool", e.Fault.Pool)),
        OperatorEvent.Fenced e => Notable("fenced", ("pool", e.Pool), ("boundary", e.Boundary)),
        OperatorEvent.SecretErased e => Notable("secret_erased", ("secret", e.Name)),
        OperatorEvent.PartialSigned e => Routine(
            "partial_signed", ("pool", e.Pool), ("slot", e.Slot), ("signing_root", e.SigningRoot)),
        OperatorEvent.AttestationSigned e => Routine(
            "attestation_signed",
            ("pool", e.Pool), ("slot", e.Slot), ("after_ms", e.AfterSlotStart.Milliseconds)),
        OperatorEvent.AttestationTaken { Error: null } e =>
            Routine("attestation_taken", ("pool", e.Pool), ("slot", e.Slot)),
        OperatorEvent.AttestationTaken e =>
            Warning("attestation_rejected", ("pool", e.Pool), ("slot", e.Slot), ("error", e.Error!)),
        OperatorEvent.AttestationMissed e =>
            Warning("attestation_missed", ("pool", e.Pool), ("slot", e.Slot)),
        OperatorEvent.SigningRefused e =>
            Warning("signing_refused", ("pool", e.Pool), ("slot", e.Slot), ("reason", e.Reason)),
        OperatorEvent.DepositSigned e =>
            Notable("deposit_signed", ("pool", e.Pool), ("amount_gwei", e.Amount)),
        OperatorEvent.InputRefused e => Warning(
            "input_refused",
            ("peer", e.Peer), ("reason", e.Refusal.Reason), ("supplied", e.Refusal.Supplied),
            ("permitted", e.Refusal.Permitted)),
        OperatorEvent.Equivocation e => Warning("equivocation", ("peer", e.Peer), ("what", e.What)),
        OperatorEvent.BadPartial e =>
            Warning("bad_partial", ("pool", e.Pool), ("member", e.Member), ("slot", e.Slot)),
        OperatorEvent.OperationTaken e => Notable("operation_taken", ("root", e.Root)),
        OperatorEvent.OperationIncluded e =>
            Notable("operation_included", ("root", e.Root), ("height", e.Height)),
        OperatorEvent.OperationRefused e => Warning(
            "operation_refused",
            ("root", e.Root), ("reason", e.Refusal.Reason), ("supplied", e.Refusal.Supplied),
            ("permitted", e.Refusal.Permitted)),
        OperatorEvent.BeaconFailed e =>
            Warning("beacon_failed", ("question", e.Question), ("error", e.Error)),
        _ => throw new UnreachableException("There are no other events."),
    };

    /// <summary>One line.</summary>
    public override string ToString() =>
        string.Join(' ', Fields.Select(static f => $"{f.Key}={f.Value}").Prepend(Name));

    private static EventDescription OfTenure(OperatorEvent.TenureActivated e) => Notable(
        "tenure_activated",
        ("pool", e.Pool),
        ("term", e.Tenure.Term),
        ("members", string.Join(',', e.Tenure.Sharing.Members.Select(static m => m.Member))),
        ("boundary", e.Tenure.Boundary));

    private static EventDescription Routine(string name, params (string Name, object Value)[] fields) =>
        Make(name, EventWeight.Routine, fields);

    private static EventDescription Notable(string name, params (string Name, object Value)[] fields) =>
        Make(name, EventWeight.Notable, fields);

    private static EventDescription Warning(string name, params (string Name, object Value)[] fields) =>
        Make(name, EventWeight.Warning, fields);

    private static EventDescription Make(
        string name, EventWeight weight, (string Name, object Value)[] fields) => new(
        name,
        weight,
        fields
            .Select(
                static f =>
                    KeyValuePair.Create(f.Name, Convert.ToString(f.Value, CultureInfo.InvariantCulture)!))
            .ToSequence());
}
