using TrustlessPools.Cryptography.Bls;
using TrustlessPools.PoolChain.State;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator;

/// <summary>What happened, for people, logs and metrics. Holds no secret.</summary>
public abstract record OperatorEvent
{
    private OperatorEvent()
    {
    }

    /// <summary>A block became final here.</summary>
    public sealed record BlockFinal(Height Height, Tick Tick, OperatorId Proposer, uint Round, int Operations)
        : OperatorEvent;

    /// <summary>The chain established a fault.</summary>
    public sealed record FaultEstablished(Fault Fault) : OperatorEvent;

    /// <summary>A committee was activated.</summary>
    public sealed record TenureActivated(PoolId Pool, Tenure Tenure) : OperatorEvent;

    /// <summary>An attempt failed.</summary>
    public sealed record AttemptFailed(PoolId Pool, FailedAttempt Failure) : OperatorEvent;

    /// <summary>This operator promised to stop at a boundary.</summary>
    public sealed record Fenced(PoolId Pool, Slot Boundary) : OperatorEvent;

    /// <summary>A secret was erased.</summary>
    public sealed record SecretErased(string Name) : OperatorEvent;

    /// <summary>This operator signed its part of an attestation.</summary>
    public sealed record PartialSigned(PoolId Pool, Slot Slot, Hash32 SigningRoot) : OperatorEvent;

    /// <summary>The committee's signature came together here and was handed to the own beacon node.</summary>
    /// <param name="Pool">Whose.</param>
    /// <param name="Slot">Of the duty.</param>
    /// <param name="AfterSlotStart">How long after the slot began.</param>
    public sealed record AttestationSigned(PoolId Pool, Slot Slot, Duration AfterSlotStart) : OperatorEvent;

    /// <summary>The own beacon node took the attestation, or told why not.</summary>
    public sealed record AttestationTaken(PoolId Pool, Slot Slot, string? Error) : OperatorEvent;

    /// <summary>A duty's time passed without the committee's signature.</summary>
    public sealed record AttestationMissed(PoolId Pool, Slot Slot) : OperatorEvent;

    /// <summary>Slashing protection or a hand-over's bounds kept this operator from signing.</summary>
    public sealed record SigningRefused(PoolId Pool, Slot Slot, string Reason) : OperatorEvent;

    /// <summary>A deposit for a pool's key was signed by its committee.</summary>
    public sealed record DepositSigned(PoolId Pool, Gwei Amount) : OperatorEvent;

    /// <summary>A peer's input was refused and changed nothing.</summary>
    public sealed record InputRefused(OperatorId Peer, Refusal Refusal) : OperatorEvent;

    /// <summary>A peer signed two messages that contradict each other.</summary>
    public sealed record Equivocation(OperatorId Peer, string What) : OperatorEvent;

    /// <summary>A member's partial signature does not fit its public share.</summary>
    public sealed record BadPartial(PoolId Pool, OperatorId Member, Slot Slot) : OperatorEvent;

    /// <summary>What somebody asked for is offered to all until a block holds it.</summary>
    /// <param name="Root">The operation's hash tree root.</param>
    public sealed record OperationTaken(Hash32 Root) : OperatorEvent;

    /// <summary>What somebody asked for is refused, at once or because it no longer applies.</summary>
    public sealed record OperationRefused(Hash32 Root, Refusal Refusal) : OperatorEvent;

    /// <summary>A block holds what somebody asked for here.</summary>
    public sealed record OperationIncluded(Hash32 Root, Height Height) : OperatorEvent;

    /// <summary>The own beacon node failed to answer.</summary>
    public sealed record BeaconFailed(string Question, string Error) : OperatorEvent;

    /// <summary>The pool's public key is known.</summary>
    public sealed record KeyGenerated(PoolId Pool, G1Bytes GroupKey) : OperatorEvent;
}
