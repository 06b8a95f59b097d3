using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.Ethereum.SigningDomains;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Beacon;

/// <summary>What an operator asks its own beacon node. An answer may be late, missing, or an error.</summary>
public abstract record BeaconQuestion
{
    private BeaconQuestion()
    {
    }

    /// <summary>Which chain is it?</summary>
    public sealed record Identity : BeaconQuestion;

    /// <summary>Which of these keys are validators, by the head state?</summary>
    public sealed record Validators(Sequence<G1Bytes> Keys) : BeaconQuestion;

    /// <summary>When do these validators attest in an epoch?</summary>
    public sealed record Duties(Epoch Epoch, Sequence<ValidatorIndex> Indices) : BeaconQuestion;

    /// <summary>What is there to attest in a slot?</summary>
    public sealed record Attestation(Slot Slot) : BeaconQuestion;

    /// <summary>
    /// What is final, and in that state: which mix has an epoch, and how do these validators stand?
    /// </summary>
    /// <param name="MixEpoch">The epoch whose mix is wanted once it is final.</param>
    /// <param name="Keys">The pools' keys, in the pools' order.</param>
    public sealed record Finality(Optional<Epoch> MixEpoch, Sequence<G1Bytes> Keys) : BeaconQuestion;

    /// <summary>Takes an attestation and sends it on. Only the answer's error counts.</summary>
    public sealed record Submit(PoolId Pool, SingleAttestation Vote) : BeaconQuestion;

    /// <summary>Makes the node collect the single votes of committees in which a duty is coming up.</summary>
    public sealed record Subscribe(Sequence<AttesterDuty> Upcoming) : BeaconQuestion;
}

/// <summary>What the own beacon node said.</summary>
public abstract record BeaconAnswer
{
    private BeaconAnswer()
    {
    }

    /// <summary>Answers <see cref="BeaconQuestion.Identity"/>.</summary>
    /// <param name="GenesisValidatorsRoot">Which chain.</param>
    /// <param name="GenesisTime">Unix time of slot 0 in seconds.</param>
    /// <param name="Forks">Its fork schedule.</param>
    public sealed record Identity(
        Hash32 GenesisValidatorsRoot, ulong GenesisTime, ForkSchedule Forks) : BeaconAnswer;

    /// <summary>Answers <see cref="BeaconQuestion.Validators"/>: those that the head state holds.</summary>
    public sealed record Validators(Sequence<KnownValidator> Found) : BeaconAnswer;

    /// <summary>Answers <see cref="BeaconQuestion.Duties"/>.</summary>
    public sealed record Duties(Epoch Epoch, Sequence<AttesterDuty> Found) : BeaconAnswer;

    /// <summary>Answers <see cref="BeaconQuestion.Attestation"/>.</summary>
    public sealed record Attestation(AttestationData Vote) : BeaconAnswer;

    /// <summary>Answers <see cref="BeaconQuestion.Finality"/>, all of one finalized state.</summary>
    /// <param name="Checkpoint">The finalized epoch.</param>
    /// <param name="Root">Its block root.</param>
    /// <param name="Mix">The mix that was asked for, if its epoch is over in that state.</param>
    /// <param name="Found">Those of the keys that the state holds.</param>
    public sealed record Finality(
        Epoch Checkpoint, Hash32 Root, Optional<DrawMix> Mix, Sequence<KnownValidator> Found) : BeaconAnswer;

    /// <summary>Answers <see cref="BeaconQuestion.Submit"/>.</summary>
    /// <param name="Pool">Whose.</param>
    /// <param name="Slot">Of the attestation.</param>
    /// <param name="Error">Why the node refused it, or null.</param>
    public sealed record Submitted(PoolId Pool, Slot Slot, string? Error) : BeaconAnswer;

    /// <summary>The node could not be asked, or answered with an error.</summary>
    public sealed record Failed(BeaconQuestion Question, string Error) : BeaconAnswer;
}

/// <summary>A validator as a beacon state holds it.</summary>
public sealed record KnownValidator(
    G1Bytes Key, ValidatorIndex Index, ValidatorStatus Status, Gwei Balance, Hash32 WithdrawalCredentials)
{
    /// <summary>When its stake is free; far future while that is not known.</summary>
    public Epoch Withdrawable { get; init; } = Epoch.FarFuture;
}
