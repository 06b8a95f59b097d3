using TrustlessPools.Cryptography.Bls;
using TrustlessPools.Ethereum.Containers;
using TrustlessPools.Primitives;
using TrustlessPools.Ssz;

namespace TrustlessPools.Ethereum.Duties;

/// <summary>Where and when a validator attests in an epoch (Beacon API, <c>AttesterDuty</c>).</summary>
/// <param name="PublicKey">The validator's key.</param>
/// <param name="ValidatorIndex">The validator.</param>
/// <param name="CommitteeIndex">Its committee in the slot.</param>
/// <param name="CommitteeLength">The number of members of that committee.</param>
/// <param name="CommitteesAtSlot">The number of committees in the slot.</param>
/// <param name="ValidatorCommitteeIndex">The validator's position in its committee.</param>
/// <param name="Slot">The slot that it attests in.</param>
public sealed record AttesterDuty(
    G1Bytes PublicKey,
    ValidatorIndex ValidatorIndex,
    CommitteeIndex CommitteeIndex,
    ulong CommitteeLength,
    ulong CommitteesAtSlot,
    ulong ValidatorCommitteeIndex,
    Slot Slot)
{
    /// <summary>The schema, of which the Beacon API uses the JSON.</summary>
    public static SszContainer<AttesterDuty> Ssz { get; } = SszContainer.Of<AttesterDuty>()
        .Field("pubkey", G1Bytes.Ssz, static x => x.PublicKey)
        .Field("validator_index", SszTypes.ValidatorIndex, static x => x.ValidatorIndex)
        .Field("committee_index", CommitteeIndex.Ssz, static x => x.CommitteeIndex)
        .Field("committee_length", SszTypes.Uint64, static x => x.CommitteeLength)
        .Field("committees_at_slot", SszTypes.Uint64, static x => x.CommitteesAtSlot)
        .Field("validator_committee_index", SszTypes.Uint64, static x => x.ValidatorCommitteeIndex)
        .Field("slot", SszTypes.Slot, static x => x.Slot)
        .Build(static v => new(
            v.Take<G1Bytes>(),
            v.Take<ValidatorIndex>(),
            v.Take<CommitteeIndex>(),
            CommitteeLength: v.Take<ulong>(),
            CommitteesAtSlot: v.Take<ulong>(),
            ValidatorCommitteeIndex: v.Take<ulong>(),
            v.Take<Slot>()));

    /// <summary>
    /// The vote as it is sent to a beacon node (consensus-specs <c>electra/validator.md</c>).
    /// </summary>
    /// <param name="vote">What the validator votes for, in the duty's slot.</param>
    /// <param name="signature">The validator's, over the vote's signing root.</param>
    public SingleAttestation ToSingleAttestation(AttestationData vote, G2Point signature)
    {
        ArgumentNullException.ThrowIfNull(vote);
        Invariant.Holds(vote.Slot == Slot, "A duty is done in its own slot.");
        return new(CommitteeIndex.Value, ValidatorIndex, vote, signature.ToBytes());
    }
}
