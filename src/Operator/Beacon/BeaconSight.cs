using System.Collections.Immutable;
using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Ethereum.Duties;
using TrustlessPools.PoolChain.Operations;
using TrustlessPools.Primitives;

namespace TrustlessPools.Operator.Beacon;

/// <summary>What an operator knows from its own beacon node. All of it can be asked for again.</summary>
/// <param name="Identity">Which chain.</param>
/// <param name="Validators">The pools' validators by key, as of the head.</param>
/// <param name="Duties">Known duties by slot and key.</param>
/// <param name="DutiesAsked">The epochs whose duties are known, with the validators that they were asked
/// for.</param>
/// <param name="Votes">What there is to attest, by slot.</param>
/// <param name="LastAsked">When each kind of question was asked last.</param>
/// <param name="Finality">The latest answer about finality.</param>
/// <param name="HeadSlot">The latest slot of which the node has seen a block; none before it told of
/// any.</param>
public sealed record BeaconSight(
    BeaconAnswer.Identity? Identity,
    ImmutableSortedDictionary<G1Bytes, KnownValidator> Validators,
    ImmutableSortedDictionary<(Slot Slot, G1Bytes Key), AttesterDuty> Duties,
    ImmutableSortedDictionary<Epoch, Sequence<ValidatorIndex>> DutiesAsked,
    ImmutableSortedDictionary<Slot, AttestationData> Votes,
    ImmutableSortedDictionary<string, Instant> LastAsked,
    BeaconAnswer.Finality? Finality,
    Optional<Slot> HeadSlot)
{
    /// <summary>Nothing known yet.</summary>
    public static BeaconSight Blind { get; } = new(
        null,
        ImmutableSortedDictionary<G1Bytes, KnownValidator>.Empty,
        ImmutableSortedDictionary<(Slot, G1Bytes), AttesterDuty>.Empty,
        ImmutableSortedDictionary<Epoch, Sequence<ValidatorIndex>>.Empty,
        ImmutableSortedDictionary<Slot, AttestationData>.Empty,
        ImmutableSortedDictionary<string, Instant>.Empty,
        null,
        default);

    /// <summary>The validator of a pool, if the head state holds it.</summary>
    public KnownValidator? Of(G1Bytes key) => Validators.GetValueOrDefault(key);

    /// <summary>The duty of a key in a slot, if known.</summary>
    public AttesterDuty? DutyOf(Slot slot, G1Bytes key) => Duties.GetValueOrDefault((slot, key));

    /// <summary>Where a pool's validator stands, for an epoch report.</summary>
    internal static PoolReport ReportOf(PoolId pool, Hash32 credentials, KnownValidator? validator) =>
        validator switch
    {
        null => new(pool, ValidatorStatus.Unknown, default),
        _ when validator.WithdrawalCredentials != credentials =>
            new(pool, ValidatorStatus.ForeignCredentials, validator.Balance),
        _ => new(pool, validator.Status, validator.Balance) { Withdrawable = validator.Withdrawable },
    };
}
